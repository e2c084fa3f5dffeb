"""What the tracker is about: models and pure rules, no input or output."""
