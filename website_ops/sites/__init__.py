"""The court's sites: do they answer, is what they tell fresh, who visits them, what was done."""
