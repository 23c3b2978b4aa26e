"""The tables of a running text: its cells aligned with the form, a row read if one assignment is left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from attrs import frozen

from govinfo_report.document import Paragraph
from govinfo_report.errors import ReadError
from govinfo_report.form.evidence import every_label, is_weak
from govinfo_report.form.labels import core
from govinfo_report.recognise.refusing import Refusal
from govinfo_report.recognise.sequence.alignment import Anchor, align, anchors
from govinfo_report.recognise.sequence.columns import headed, heads_refused, under_other_heads
from govinfo_report.recognise.sequence.lines import cells_apart
from govinfo_report.recognise.sequence.proving import Proof, prove
from govinfo_report.recognise.sequence.rows import Cells, Row, rows_of
from govinfo_report.recognise.sequence.units import Unit, UnitKind, units_of

__all__ = ["TextTables", "tables_in"]

_MOST_TIMES = 24
"""So often a text may say something of the form's rows once more."""
_ENOUGH_LINES = 20
"""So many cells of tables without a single repetition are no table as it was published."""


@frozen(kw_only=True)
class TextTables:
    """What a running text holds of the form's tables.

    Attributes:
        paragraphs: Its lines; those in which labels and digits run together are cut.
        units: Its cells.
        rows: The rows of the form, each with its cells or the reason why it has none.
        aligned: The labels of the form, by the index of their unit.
        again: Whatever the text says of the same rows once more, likewise.
    """

    paragraphs: Sequence[Paragraph]
    units: Sequence[Unit]
    rows: Sequence[Row]
    aligned: Mapping[int, Anchor]
    again: Sequence[tuple[Sequence[Row], Mapping[int, Anchor]]]


def tables_in(run: Sequence[Paragraph], file: str | None) -> TextTables:
    """The tables of a running text.

    Raises:
        ReadError: An extractor has dropped every line that had occurred before: no figure is certain.
    """
    paragraphs, glued = cells_apart(run)
    units = units_of(paragraphs)
    lines = [paragraph.source.line or 0 for paragraph in paragraphs]
    paged = any(paragraph.source.page is not None for paragraph in paragraphs)
    text = _Text(units, lines, glued, paged, file)
    rows, aligned = text.read(frozenset())
    again = list(text.read_again(aligned, rows))
    _refuse_contradicted(rows, again)
    return TextTables(paragraphs=paragraphs, units=units, rows=rows, aligned=aligned, again=again)


def _refuse_contradicted(
    rows: Sequence[Row], again: Sequence[tuple[Sequence[Row], Mapping[int, Anchor]]]
) -> None:
    """What the text says twice, and not the same: the rows of that section are left over, here and there."""
    said = {path: (row.section, text) for row in rows if row.cells is not None for path, text in _texts(row)}
    bad = {
        said[path][0]
        for repeated, _ in again
        for row in repeated
        for path, text in _texts(row)
        if path in said and said[path][1] != text
    }
    paths = {path for path, (section, _) in said.items() if section in bad}
    for row in (*rows, *(row for repeated, _ in again for row in repeated)):
        if row.cells is not None and not paths.isdisjoint(row.paths):
            row.cells, row.reason = None, Refusal.TWICE


def _texts(row: Row) -> Iterator[tuple[str, str]]:
    """What is read of a row: each figure's path and text."""
    cells = row.cells if row.cells is not None else row.fields[: row.wanted] if _is_whole(row) else ()
    for path, unit in zip(row.paths, cells, strict=False):
        yield path, unit.text if unit is not None else ""


@frozen
class _Text:
    """The cells of a text.

    Attributes:
        units: The cells.
        lines: For each paragraph its line.
        glued: The paragraphs of digits that ran together with a label.
        paged: Whether they are the words of printed pages, of which no program drops lines.
        file: Where it stands.
    """

    units: Sequence[Unit]
    lines: Sequence[int]
    glued: Collection[int]
    paged: bool
    file: str | None

    def read(self, taken: Collection[int]) -> tuple[Sequence[Row], Mapping[int, Anchor]]:
        """The rows of the form, leaving out labels that are taken."""
        aligned = align(self.units, taken)
        rows = rows_of(self.units, aligned)
        repeats = self._says_twice(rows, aligned)
        refused: dict[int, Refusal] = {}
        if not taken:  # a label alone is a word of the text; what is said again needs no heads
            if not repeats and not self.paged:
                self._require_repetitions(rows, aligned)
            rows = [row for row in rows if row.section in headed(aligned)]
            refused = heads_refused(self.units, aligned, rows)
        proof = Proof.of(rows, self.units, repeats=repeats)
        disorder = self._disorder(rows, aligned, in_place=proof.in_place)
        laid = _by_blank_lines(rows, self.units, self.lines)
        for row in rows:
            row.reason = (
                refused.get(row.section) or row.reason or disorder.get((row.section, row.is_explicit))
            )
            if row.reason is None:
                row.cells, row.reason = prove(row, proof)
            if row.cells is None and row.section not in refused and row.reason is not Refusal.SCRAMBLED:
                row.cells = laid.get(id(row)) or self._unglued(row)
        return rows, aligned

    def _disorder(
        self, rows: Sequence[Row], aligned: Mapping[int, Anchor], *, in_place: bool
    ) -> dict[tuple[int, bool], Refusal]:
        """Why the rows of a section, those whose fields separators show or the others, stand in no order."""
        displaced = (
            row.section for row in rows if under_other_heads(self.units, aligned, row, in_place=in_place)
        )
        found = {(section, True): Refusal.OTHER_HEADS for section in displaced}
        return found | {(section, False): Refusal.SCRAMBLED for section in self._scrambled(aligned)}

    def _scrambled(self, aligned: Mapping[int, Anchor]) -> set[int]:
        """The sections of which some row's label stands where it has no place, or in another block."""
        placed = {(anchor.section, anchor.text) for anchor in aligned.values() if anchor.row >= 0}
        words = (
            unit.text
            for at, unit in enumerate(self.units)
            if at not in aligned and unit.kind is UnitKind.WORD
        )
        names = {
            match.key for text in words if every_label().is_whole(text) for match in every_label().find(text)
        }
        names |= {anchor.text for anchor in aligned.values() if anchor.own}
        return {
            section
            for name in names
            for section in _rows_named().get(name, ())
            if (section, name) not in placed
        }

    def _own(self, rows: Sequence[Row], aligned: Mapping[int, Anchor]) -> list[Unit]:
        """What the tables of the text print."""
        inside = {at for row in rows for at in range(row.at + 1, row.end)} | aligned.keys()
        return [self.units[at] for at in inside if self.units[at].text]

    def _says_twice(self, rows: Sequence[Row], aligned: Mapping[int, Anchor]) -> bool:
        texts = [unit.text for unit in self._own(rows, aligned)]
        return len(set(texts)) < len(texts)

    def _require_repetitions(self, rows: Sequence[Row], aligned: Mapping[int, Anchor]) -> None:
        """Refuse a long text, a cell a line, that says nothing twice: a program has dropped lines of it."""
        own = self._own(rows, aligned)
        alone = sum(not unit.explicit for unit in own)
        if len(own) >= _ENOUGH_LINES and 2 * alone > len(own):
            raise _repetitions_dropped(self.file)

    def read_again(
        self, aligned: Mapping[int, Anchor], found: Sequence[Row]
    ) -> Iterator[tuple[Sequence[Row], Mapping[int, Anchor]]]:
        """What the text says of the form's rows besides, time and again; it needs no heads to contradict.

        Labels that were taken for those of a section without heads may be labels of the rows found as well.
        """
        taken = set(aligned)
        for _ in range(_MOST_TIMES):
            if not self._names_rows(taken):
                break
            rows, more = self.read(frozenset(taken))
            if not any(anchor.own for anchor in more.values()):
                break
            yield _printed(rows), more
            taken |= more.keys()
        else:  # no report says anything so often; what else it says is not looked at
            for row in found:
                row.cells, row.reason = None, Refusal.TWICE
        with_heads = {row.section for row in found}
        headless = {at for at, anchor in aligned.items() if anchor.section not in with_heads}
        if headless and found:
            rows, more = self.read(frozenset(taken - headless))
            paths = {path for row in found for path in row.paths}
            if said := [row for row in _printed(rows) if paths.issuperset(row.paths)]:
                yield said, more

    def _names_rows(self, taken: Collection[int]) -> bool:
        """Whether labels of rows with something behind stand in the text besides those that are taken."""
        own = {anchor.text for anchor in anchors() if anchor.own}
        words = (
            unit
            for at, (unit, behind) in enumerate(pairwise(self.units))
            if at not in taken and unit.kind is UnitKind.WORD and _prints_behind(behind)
        )
        found = (match for unit in words for match in every_label().find(unit.text))
        return bool(taken) and any(match.key in own for match in found)

    def _unglued(self, row: Row) -> Cells | None:
        """The figures of digits that run together, if they can be parted in one way only."""
        if len(row.fields) != 1 or row.fields[0].line not in self.glued:
            return None
        ways = _numerals(row.fields[0].text, row.wanted)
        if len(ways) != 1:
            return None
        (unit,) = row.fields
        return [Unit(UnitKind.FIGURE, text, unit.paragraphs, False) if text else None for text in ways[0]]


def _prints_behind(unit: Unit) -> bool:
    """Whether a unit behind a label may be a field of its row."""
    return unit.kind is UnitKind.FIGURE or unit.explicit


def _printed(rows: Sequence[Row]) -> list[Row]:
    """The rows that print something which is read, or would be if nothing around them forbade it."""
    return [row for row in rows if row.printed and (row.cells is not None or _is_whole(row))]


def _is_whole(row: Row) -> bool:
    return row.is_full and row.wanted > 1


@cache
def _rows_named() -> Mapping[str, frozenset[int]]:
    """Label beside rows, said of no other in short → the sections that have it."""
    found: dict[str, set[int]] = {}
    for anchor in anchors():
        if anchor.row >= 0 and not is_weak(core(anchor.text), anchor.text):
            found.setdefault(anchor.text, set()).add(anchor.section)
    return {name: frozenset(places) for name, places in found.items()}


@lru_cache(maxsize=1024)
def _numerals(digits: str, columns: int) -> list[tuple[str, ...]]:
    """Every way in which digits are figures for so many columns, in order, blanks anywhere."""
    if not columns:
        return [] if digits else [()]
    ways = [("", *rest) for rest in _numerals(digits, columns - 1)]
    for size in range(1, len(digits) + 1):
        if size == 1 or digits[0] != "0":
            ways += [(digits[:size], *rest) for rest in _numerals(digits[size:], columns - 1)]
        if len(ways) > 2:
            break
    return ways


def _by_blank_lines(rows: Sequence[Row], units: Sequence[Unit], lines: Sequence[int]) -> dict[int, Cells]:
    """Rows whose blanks are blank lines, if a line more for each makes them whole."""
    steps = Counter(two - one for one, two in pairwise(lines))
    base = steps.most_common(1)[0][0] if steps else 1
    for step in sorted({1, base}) if base > 0 else ():
        laid: dict[int, Cells | None] = {}
        for row in rows:
            cells = _spaced(row, units, lines, base, step)
            if cells is not None and len(cells) > len(row.fields):
                laid[id(row)] = cells if len(cells) == row.wanted else None
        if len(laid) > 1 and all(cells is not None for cells in laid.values()):
            return {key: cells for key, cells in laid.items() if cells is not None}
    return {}


def _spaced(row: Row, units: Sequence[Unit], lines: Sequence[int], base: int, step: int) -> Cells | None:
    """The fields of a row with a blank for each further line between; ``None`` where lines do not say."""
    if row.is_explicit or row.end >= len(units) or not row.is_labelled:
        return None
    cells: list[Unit | None] = []
    before = lines[units[row.at].paragraphs[-1]]
    for unit in (*row.fields, units[row.end]):
        extra, rest = divmod(lines[unit.line] - before - base, step)
        if extra < 0 or rest:
            return None
        cells += [*([None] * extra), unit]
        before = lines[unit.paragraphs[-1]]
    return cells[:-1]


def _repetitions_dropped(file: str | None) -> ReadError:
    return ReadError(
        "文本中凡与前文相同的行都已被删去（如“信息内容”只剩一次），数字无法还原，未作猜测。",
        "Every line that had occurred before was dropped from this text (信息内容 is left once); "
        "its figures cannot be recovered and were not guessed.",
        where=file,
        advice_zh="请改用原网页、Word、PDF 或未去重的文本。",
        advice_en="Use the web page itself, the Word or PDF file, or a text without lines removed.",
    )
