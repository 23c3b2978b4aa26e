"""Word files: reports in the official look, and filling somebody's own form."""
