"""The pages of people: the account, and what the court's administrator keeps."""
