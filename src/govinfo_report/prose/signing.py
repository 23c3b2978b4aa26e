"""Who signs a report, in a line of its own with the day below it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from govinfo_report.prose.bodies import BODY, is_whole_name
from govinfo_report.prose.periods import in_plain

__all__ = ["find_signature"]

_DAY = (
    r"20[0-9]{2}(?:年(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})月(?:(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})日)?"
    r"|[.．/-][0-9]{1,2}[.．/-][0-9]{1,2}日?)"
)
_DAY_ALONE = re.compile(rf"[（(]?{_DAY}[）)]?")
_SIGNED = re.compile(rf"(?P<agency>{BODY}){_DAY}")
_LONGEST = 80
"""Characters of a line that may be a name and a day, spaces and all."""
_SEAL = re.compile(r"[（(](?:盖章|公章|签章|章)[)）]$")


def find_signature(lines: Sequence[str]) -> str | None:
    """The body whose name stands alone in a line, a day alone in the next; ``None`` for none, or several."""
    plain = [_SEAL.sub("", in_plain(line)) if len(line) <= _LONGEST else "" for line in lines]
    names = {match["agency"] for line in plain if (match := _SIGNED.fullmatch(line)) is not None}
    names |= {name for name, day in pairwise(plain) if _DAY_ALONE.fullmatch(day)}
    return _only(names)


def _only(names: Iterable[str]) -> str | None:
    whole = {name for name in names if is_whole_name(name)}
    return whole.pop() if len(whole) == 1 else None
