"""What is counted over draws."""
