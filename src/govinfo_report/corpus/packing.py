"""How a report and its check travel from the process that made them: small, and quick to make."""

from __future__ import annotations

import io
import pickle
from operator import attrgetter
from typing import Any

import attrs

from govinfo_report.findings import Rule
from govinfo_report.raw import Cell, RawReport, Recognised
from govinfo_report.rules import CheckResult, find_rule
from govinfo_report.source import Source

__all__ = ["pack", "unpack"]

# A report is mostly cells, each with its place; as plain tuples they take a fraction of the time and room
# that as many objects do.
_PLACE = attrgetter(*(each.name for each in attrs.fields(Source)))
_PLACE_NAMES = tuple(each.name for each in attrs.fields(Source))
_REST = tuple(
    each.name for each in attrs.fields(RawReport) if each.init and each.name not in ("cells", "recognised")
)


def pack(raw: RawReport, result: CheckResult | None) -> bytes:
    """A report and its check as bytes, for `unpack` in another process of the same program."""
    cells = [(cell.path, cell.kind, cell.value, cell.text, _PLACE(cell.source)) for cell in raw.cells]
    recognised = [(each.path, each.text, _PLACE(each.source)) for each in raw.recognised]
    rest = {name: getattr(raw, name) for name in _REST}
    # The check knows its report; it is not sent twice.
    checked = (result.findings, dict(result.outcomes), result.set_aside) if result is not None else None
    stream = io.BytesIO()
    _Pickler(stream, protocol=pickle.HIGHEST_PROTOCOL).dump((cells, recognised, rest, checked))
    return stream.getvalue()


def unpack(packed: bytes) -> tuple[RawReport, CheckResult | None]:
    """What `pack` packed. Only for bytes from this program's own workers: unpickling trusts them."""
    cells, recognised, rest, checked = _Unpickler(io.BytesIO(packed)).load()
    raw = RawReport(
        cells=tuple(Cell(path, kind, value, text, _place(place)) for path, kind, value, text, place in cells),
        recognised=tuple(
            Recognised(path=path, text=text, source=_place(place)) for path, text, place in recognised
        ),
        **rest,
    )
    if checked is None:
        return raw, None
    findings, outcomes, set_aside = checked
    return raw, CheckResult(raw=raw, findings=findings, outcomes=outcomes, set_aside=set_aside)


def _place(parts: tuple[Any, ...]) -> Source:
    return Source(**dict(zip(_PLACE_NAMES, parts, strict=True)))


class _Pickler(pickle.Pickler):
    """Rules are known on both sides: only their codes travel."""

    def persistent_id(self, obj: Any) -> str | None:
        """The code of a rule of the library; ``None`` for anything else."""
        return obj.code if isinstance(obj, Rule) and _known(obj) else None


class _Unpickler(pickle.Unpickler):
    def persistent_load(self, pid: str) -> Rule:
        """The rule of a code."""
        return find_rule(pid)


def _known(rule: Rule) -> bool:
    try:
        return find_rule(rule.code) == rule
    except KeyError:
        return False
