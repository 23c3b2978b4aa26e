"""Web pages, on their own or saved with all they need."""
