"""No change of what these rules say goes unnoticed."""

from __future__ import annotations

from tests.rules import recorded


def test_what_the_rules_say() -> None:
    """Mend the rules, run ``python -m tests.rules.recorded --write``, and look at the difference."""
    assert list(recorded.lines()) == recorded.RECORD.read_text(encoding="utf-8").splitlines()
