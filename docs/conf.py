"""Sphinx: the Markdown pages of this repository as a site. ``sphinx-build -W -c docs . build/site``.

The pages are read where they lie, README and changelog among them, so a link between two of them is the
same in a folder and on the site. The first page is ``docs/index.html``.
"""

import re

from sphinx.application import Sphinx

from govinfo_report.version import __version__

project = "govinfo_report"
author = "The govinfo_report developers"
version = release = __version__
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
root_doc = "docs/index"
include_patterns = ["*.md", "docs/**.md"]
exclude_patterns = ["build", ".venv"]
html_theme = "furo"
html_static_path = ["site.css"]
html_css_files = ["site.css"]
html_show_copyright = False
html_title = f"govinfo_report {__version__}"
myst_heading_anchors = 3
source_suffix = {".md": "markdown"}
#: Pages in Chinese and English beside each other: jieba, where it is installed, finds Chinese words.
html_search_language = "zh"
#: The docstrings are written in Markdown's manner: `check` names what is documented, or is a word of code.
default_role = "py:obj"
autodoc_default_options = {"members": True, "inherited-members": "object,BaseException,Enum,str,int"}
autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented_params"
napoleon_use_ivar = True
napoleon_use_rtype = False
python_display_short_literal_types = True
add_module_names = False


def shown_signature(app, what, name, obj, options, signature, returns):  # noqa: ARG001, D103
    return (signature.replace("NOTHING", "…"), returns) if signature else None


def short_types(app, what, name, obj, options, lines):  # noqa: ARG001, D103
    lines[:] = [
        re.sub(r"\bgovinfo_report\.", "~govinfo_report.", line) if line.startswith(":vartype") else line
        for line in lines
    ]


def setup(app: Sphinx) -> None:
    """A default made by a factory is `…`; the type of an attribute is named as users name it."""
    app.connect("autodoc-process-signature", shown_signature)
    app.connect("autodoc-process-docstring", short_types, priority=900)  # behind Napoleon's
