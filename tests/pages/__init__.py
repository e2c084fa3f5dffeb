"""The pages of signed-in people, run without a browser."""
