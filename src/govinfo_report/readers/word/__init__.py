"""Word files: their parts, their styles, how a run of text looks."""
