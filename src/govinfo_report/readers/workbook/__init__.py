"""Workbooks: what their cells store, what the eye sees of it, and the grids made of that."""
