"""What the court shows the world: its website, its news, its social media."""
