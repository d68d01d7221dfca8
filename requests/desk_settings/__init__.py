"""What a court settles for its own IT desk: categories, matrix of priorities, targets."""
