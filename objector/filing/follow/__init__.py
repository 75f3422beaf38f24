"""Following cases up: what the platforms answered by mail."""
