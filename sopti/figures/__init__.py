"""What the numbers say: how long steps waited and took, month by month."""
