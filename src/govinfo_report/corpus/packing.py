"""How a report and its check travel from the process that made them: small, and quick to make."""

from __future__ import annotations

import io
import pickle
import zlib
from array import array
from functools import cache
from operator import attrgetter
from typing import Any

import attrs

from govinfo_report.findings import Rule
from govinfo_report.form import form_order
from govinfo_report.form.evidence import row_of
from govinfo_report.form.forms import every_form
from govinfo_report.raw import RawReport, Recognised
from govinfo_report.rules import CheckResult, find_rule
from govinfo_report.source import Source

__all__ = ["pack", "unpack"]

_QUICK = 1
"""How hard is tried to make it small."""
_MANY = 20
"""From so many paths on their numbers travel instead."""
_PLACE = attrgetter(*(each.name for each in attrs.fields(Source)))
_PLACE_NAMES = tuple(each.name for each in attrs.fields(Source))
_REST = {
    each.name: attrgetter(each.name)
    for each in attrs.fields(RawReport)
    if each.init and each.name != "recognised"
}


def pack(raw: RawReport, result: CheckResult | None) -> bytes:
    """A report and its check as bytes, for `unpack` in another process of the same program."""
    recognised = [(each.path, each.text, _PLACE(each.source)) for each in raw.recognised]
    rest = {name: get(raw) for name, get in _REST.items()}
    # The check knows its report; it is not sent twice.
    checked = (result.findings, dict(result.outcomes), result.set_aside) if result is not None else None
    stream = io.BytesIO()
    _Pickler(stream, protocol=pickle.HIGHEST_PROTOCOL).dump((recognised, rest, checked))
    squeeze = zlib.compressobj(_QUICK, zdict=_known_words())
    return squeeze.compress(stream.getvalue()) + squeeze.flush()


def unpack(packed: bytes) -> tuple[RawReport, CheckResult | None]:
    """What `pack` packed. Only for bytes from this program's own workers: unpickling trusts them."""
    recognised, rest, checked = _Unpickler(
        io.BytesIO(zlib.decompressobj(zdict=_known_words()).decompress(packed))
    ).load()
    raw = RawReport(
        recognised=tuple(
            Recognised(path=path, text=text, source=_place(place)) for path, text, place in recognised
        ),
        **rest,
    )
    if checked is None:
        return raw, None
    findings, outcomes, set_aside = checked
    return raw, CheckResult(raw=raw, findings=findings, outcomes=outcomes, set_aside=set_aside)


@cache
def _known_words() -> bytes:
    """What stands in every report and need not travel: the labels and the rows of the form."""
    words = (
        word for form in every_form() for cell in form.cells for word in (*cell.label, row_of(cell.path))
    )
    return "\n".join(dict.fromkeys(words)).encode()


def _place(parts: tuple[Any, ...]) -> Source:
    return Source(**dict(zip(_PLACE_NAMES, parts, strict=True)))


class _Pickler(pickle.Pickler):
    """Rules and paths are known on both sides: only their codes travel, and their numbers."""

    def persistent_id(self, obj: Any) -> str | bytes | None:
        """The code of a rule of the library, the numbers of many paths; ``None`` for anything else."""
        if (
            isinstance(obj, tuple)
            and len(obj) > _MANY
            and all(type(each) is str and each in form_order() for each in obj)
        ):
            return array("H", map(form_order().__getitem__, obj)).tobytes()
        return obj.code if isinstance(obj, Rule) and _known(obj) else None


class _Unpickler(pickle.Unpickler):
    def persistent_load(self, pid: str | bytes) -> Rule | tuple[str, ...]:
        """The rule of a code, the paths of their numbers."""
        if isinstance(pid, str):
            return find_rule(pid)
        paths = tuple(form_order())
        return tuple(paths[number] for number in array("H", pid))


def _known(rule: Rule) -> bool:
    try:
        return find_rule(rule.code) == rule
    except KeyError:
        return False
