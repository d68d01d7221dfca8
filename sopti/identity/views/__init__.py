"""What is seen of accounts' security: proofs of who it is, factors, devices, the court's rule."""
