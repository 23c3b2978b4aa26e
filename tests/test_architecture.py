"""The shape of the package: layers, lazy imports, the public face."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import govinfo_report as gr
from tests.conftest import ROOT

PACKAGE = Path(gr.__file__).parent
#: Lower first. A module may import from its own layer and those before it.
LAYERS = [
    {"errors", "later", "ordinary", "showing", "source", "version"},
    {"plugins"},
    {"findings", "extras"},
    {"policy", "model"},
    {"form"},
    {"raw"},
    {"document"},
    {"claims", "suggest", "prose", "serialise"},
    {"readers"},
    {"recognise"},
    {"rules"},
    {"reading", "worker", "analysis"},
    {"writers"},
    {"outputs"},
    {"frames", "corpus"},  # a frame of files scans them, a scan is stored as frames
    {"pictures"},
    {"handouts"},
    {"testing"},
    {"cli", "__main__", "public"},
]
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
MODULES = sorted(
    path.relative_to(PACKAGE)
    for path in PACKAGE.rglob("*.py")
    if path.name != "__init__.py" or path.parent != PACKAGE
)
HEAVY = {"openpyxl", "cattrs", "click", "hypothesis", "json", "zipfile", "numpy"}


def imported(tree: ast.AST) -> set[str]:
    """The parts of this package that a module imports, wherever in it, except for type checkers only."""
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING":
            node.body = []
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("govinfo_report."):
            found.add(node.module.split(".")[1])
        elif isinstance(node, ast.ImportFrom) and node.module == "govinfo_report":
            found.update(alias.name for alias in node.names)
    return found


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_a_lower_layer_never_imports_a_higher_one(module: Path) -> None:
    own = module.parts[0].removesuffix(".py")
    for other in imported(ast.parse((PACKAGE / module).read_text(encoding="utf-8"))):
        assert RANK[other] <= RANK[own], f"{module} imports {other}"


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_a_module_is_one_idea(module: Path) -> None:
    source = (PACKAGE / module).read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 400
    assert ast.get_docstring(ast.parse(source))


def test_the_import_loads_nothing_that_is_not_needed() -> None:
    code = f"import sys, govinfo_report; print(sorted({HEAVY!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_public_name_is_there_and_listed() -> None:
    listed = re.findall(
        r"import (\w+) as \1$", (PACKAGE / "public.py").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert vars(gr)["__all__"] == dir(gr) == sorted(set(listed))
    assert len(set(listed)) == len(listed) > 90
    for name in listed:
        assert getattr(gr, name) is not None
    with pytest.raises(AttributeError):
        _ = gr.nonsense  # type: ignore[attr-defined]


def test_version_and_changelog_agree() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f'version = "{gr.__version__}"' in project
    assert f"## {gr.__version__}" in changelog
