"""A list of imports of which none is made until its name is used."""

from __future__ import annotations

import py_compile
import subprocess
import sys
from pathlib import Path

import pytest

from govinfo_report.later import listed_in, loaded

LIST = """
from nowhere import Thing as Thing
from nowhere.at_all import other as other, third as third
"""


@pytest.mark.parametrize("with_source", [True, False])
def test_what_a_module_lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, with_source: bool) -> None:
    """A frozen program has no source; what stands nowhere is not missed before it is used."""
    name = f"listing_{with_source}".lower()
    source = tmp_path / f"{name}.py"
    source.write_text(LIST, encoding="utf-8")
    if not with_source:
        py_compile.compile(str(source), cfile=str(source.with_suffix(".pyc")))
        source.unlink()
    monkeypatch.syspath_prepend(str(tmp_path))
    listed = listed_in(name)
    assert listed == {"Thing": "nowhere", "other": "nowhere.at_all", "third": "nowhere.at_all"}
    assert name not in sys.modules
    with pytest.raises(ModuleNotFoundError, match="nowhere"):
        loaded(listed["Thing"], "Thing")


def test_a_name_is_a_value_or_a_module() -> None:
    assert loaded("decimal", "Decimal") is __import__("decimal").Decimal
    assert loaded("email", "policy") is sys.modules["email.policy"]


def test_a_name_loads_its_own_module_and_nothing_of_the_others() -> None:
    code = (
        "import sys, govinfo_report as gr; gr.Applicants;"
        "print('govinfo_report.model' in sys.modules, 'govinfo_report.rules' in sys.modules,"
        " 'govinfo_report.public' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "False", "False"]
