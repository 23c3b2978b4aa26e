"""Whose report it is, on documents whose writers had not seen the readers (see benchmarks/whose.py)."""

from __future__ import annotations

import pytest

from tests.recognise.blind import SETS, Case, cases

CASES = [case for file in SETS for case in cases(file)]
FEWEST = 0.97
"""The share of documents that print their agency, and their year, of which these are read."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_nobody_else_is_named(case: Case) -> None:
    assert "wrong" not in case.judged().values()


@pytest.mark.parametrize("what", ["agency", "year"])
def test_most_are_known(what: str) -> None:
    told = [case.judged()[what] for case in CASES]
    assert told.count("right") >= FEWEST * (len(told) - told.count("unknown"))
