"""What is publicly documented, taken through the real path."""
