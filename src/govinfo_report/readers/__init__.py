"""From bytes to a `Document`: what a file is, by its content, and what it prints."""
