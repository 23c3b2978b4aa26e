"""The prose of a report: headings and sections, whose it is and of which year, what a page puts around it."""
