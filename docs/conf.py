"""Sphinx: the Markdown pages of this folder as a site. ``sphinx-build -W docs build/docs``."""

from govinfo_report.version import __version__

project = "govinfo_report"
author = "The govinfo_report developers"
version = release = __version__
extensions = ["myst_parser"]
exclude_patterns = ["build"]
html_theme = "furo"
html_title = f"govinfo_report {__version__}"
myst_heading_anchors = 3
#: Links to files outside of this folder; tests/test_docs.py sees that each leads somewhere.
suppress_warnings = ["myst.xref_missing"]
source_suffix = {".md": "markdown"}
#: Pages in Chinese and English beside each other: jieba, where it is installed, finds Chinese words.
html_search_language = "zh"
