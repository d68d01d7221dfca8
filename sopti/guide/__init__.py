"""The guide in `docs/panduan`, readable in the product: what each role does, task by task."""
