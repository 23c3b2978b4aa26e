"""Figures that nobody sees, digits that are no text, and what looks odd but is plainly seen.

Each format has a module with a table of *ways*: a sentence and the markup that does it. Whether the digits
that a way plants can be seen is not what its author says but what pictures show: a document is drawn by the
program that people open it with (a browser, an office program, a PDF renderer) twice, with other digits
planted, and where the pictures are equal nobody can have read them. `tests.hiding.seen` keeps what the
pictures showed. The ways know nothing of the readers, which are tested with them.
"""
