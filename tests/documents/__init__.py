"""Documents as agencies publish them: renderers that print a report in as many unlike ways as real ones.

They are made from the form alone and know nothing of the readers, which are tested with them.
"""
