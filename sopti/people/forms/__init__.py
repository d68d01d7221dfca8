"""The forms of people: their account, the court's people, its calendar."""
