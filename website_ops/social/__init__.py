"""What the court says on its social media: per channel, checked, posted, evaluated."""
