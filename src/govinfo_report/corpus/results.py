"""What a scan says of one file."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from attrs import evolve, field, frozen

from govinfo_report.corpus.packing import pack, unpack
from govinfo_report.errors import ReadError
from govinfo_report.findings import Figure
from govinfo_report.raw import RawReport
from govinfo_report.raw.figures import money_unit
from govinfo_report.rules import CheckResult
from govinfo_report.rules.members import agency_key

__all__ = ["ScanResult", "require_unread"]


_PROSE = ("preamble", "overview", "problems_and_improvements", "other_matters")


def require_unread(results: object) -> None:
    """Refuse a scan that was read to its end: of it a frame, or a file, would be empty.

    Raises:
        ValueError: It was.
    """
    if getattr(results, "is_over", False):
        raise ValueError(
            "这次扫描的结果已经取完；请另作一次 scan，或先存成 list / the results of this scan have all been "
            "given out: scan again, or keep them in a list"
        )


def _said(raw: RawReport) -> str | None:
    """See `ScanResult.said`; white space says nothing: a Word file and its PDF break lines elsewhere."""
    if raw.agency is None or raw.year is None:
        return None
    figures = [
        each.text if each.value is None else _figure(each.value, each.text) for each in raw.cells.printed
    ]
    kinds = [each.kind.value for each in raw.cells.printed]
    prose = ["".join((getattr(raw, name) or "").split()) for name in _PROSE]
    told = "\0".join(
        (str(raw.year), agency_key(raw.agency), str(raw.period), *raw.paths, *kinds, *figures, *prose)
    )
    return hashlib.sha256(told.encode(errors="surrogatepass")).hexdigest()


def _figure(value: Figure, text: str) -> str:
    """A figure with the unit of money that is printed with it: 5元 is not 5万元."""
    if not isinstance(value, Decimal):
        return str(value)
    number = f"{value:f}"
    plain = number.rstrip("0").rstrip(".") if "." in number else number
    return f"{plain}{money_unit(text) or ''}"


@frozen(kw_only=True, eq=False)
class ScanResult:
    """One file of a scan: the report and its check, or why it could not be read.

    The report travels packed and is unpacked when it is first asked for, so that a run over many files
    that only counts costs little.

    Attributes:
        path: The file.
        error: Why there is no report; ``None`` where there is one.
        digest: SHA-256 of the file's contents, ``None`` where it could not be read at all.
        said: SHA-256 of what the report says (whose it is, its period, figures and prose), in whatever format
            and wherever it stands; ``None`` where it is not known whose it is.
        size: Its size in bytes.
        agency: 机关, where it is known.
        year: The year reported on, where it is known.
        ok: Whether it conforms; ``None`` where it was not checked.
        previous: The file of last year's report that it was checked beside.
        same_as: An earlier file of this scan with the same contents, or that says the same.
        version_of: An earlier file of this scan that is a report of the same agency and year, but another.
        resumed: Whether the reading was taken from the manifest of an earlier run.
        final: Whether another run would come to the same end: not so for one that took too long, crashed,
            or changed while it was read.
    """

    path: Path
    error: ReadError | None = None
    digest: str | None = None
    said: str | None = None
    size: int | None = None
    agency: str | None = None
    year: int | None = None
    ok: bool | None = None
    previous: Path | None = None
    same_as: Path | None = None
    version_of: Path | None = None
    resumed: bool = False
    final: bool = True
    packed: bytes | None = field(default=None, repr=False)
    _read: tuple[RawReport, CheckResult | None] | None = field(default=None, repr=False, alias="read")

    @classmethod
    def of(
        cls,
        path: Path,
        raw: RawReport,
        result: CheckResult | None,
        *,
        digest: str,
        size: int,
        previous: Path | None = None,
        resumed: bool = False,
    ) -> ScanResult:
        """The result of a file that could be read."""
        return cls(
            path=path,
            digest=digest,
            said=_said(raw),
            size=size,
            agency=raw.agency,
            year=raw.year,
            ok=result.ok if result is not None else None,
            previous=previous,
            resumed=resumed,
            read=(raw, result),
        )

    def travelling(self) -> ScanResult:
        """The result as it is sent to another process."""
        return self if self._read is None else evolve(self, packed=pack(*self._read), read=None)

    @cached_property
    def _unpacked(self) -> tuple[RawReport | None, CheckResult | None]:
        if self._read is not None:
            return self._read
        return unpack(self.packed) if self.packed is not None else (None, None)

    @property
    def raw(self) -> RawReport | None:
        """The report as printed, ``None`` where the file could not be read."""
        return self._unpacked[0]

    @property
    def result(self) -> CheckResult | None:
        """What the check found, ``None`` where the file could not be read or was not to be checked."""
        return self._unpacked[1]
