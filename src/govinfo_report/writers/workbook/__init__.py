"""Workbooks: reports, the template to be filled in, and filling somebody's own."""
