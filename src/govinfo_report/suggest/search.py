"""The search: one cell, two cells, a slip of several, and for more than that what each failed relation tells.

It is exact for one and two wrong cells and bounded always: no step looks at more than the pairs of cells
that share the failed relations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import permutations

from govinfo_report.claims import Claim, Judgement, compare_claims, find_claims
from govinfo_report.findings import Text
from govinfo_report.model import FigureKind
from govinfo_report.model.reasons import is_taken
from govinfo_report.raw import RawReport
from govinfo_report.suggest.patterns import patterns
from govinfo_report.suggest.slips import OTHER, slip
from govinfo_report.suggest.suggestion import Change, Suggestion
from govinfo_report.suggest.system import System, systems_of

__all__ = ["suggest"]

_MOST_SHOWN = 5
"""So many suggestions for one group of failed relations at most."""
_SECOND = 3.0
"""A second wrong cell makes a suggestion so much less likely."""
_AS_LIKELY = 0.25
"""Costs nearer than this are alike."""
_AS_LIKELY_ALONE = 2.0
"""The same where one relation is all there is, and any cell of it may be wrong: only no slip is out."""
_FOLLOWS = (1.5, Text("总计随之而错", "its total was computed from it"))
"""A total that is wrong by what its part is wrong by: one slip, not two."""
_PROSE = 2.5
"""What it costs if a sentence then contradicts the tables, or saves if it no longer does."""
_MOST_FAILED = 24
"""With more failed relations than this, two cells cannot be the reason."""

_Found = tuple[Mapping[str, int], float, Text]


def suggest(raw: RawReport) -> tuple[Suggestion, ...]:
    """For each group of relations that fail together, the changes that make them hold, likeliest first."""
    systems = list(systems_of(raw))
    claims = find_claims(raw) if systems else []
    return tuple(each for system in systems for each in _suggestions(system, raw, claims))


def _suggestions(system: System, raw: RawReport, claims: Sequence[Claim]) -> Iterator[Suggestion]:
    found: list[_Found] = list(_one(system))
    alone = not system.names_one
    if alone and len(found) > _MOST_SHOWN:  # nothing but a slip tells which of them it is
        found = [each for each in found if each[1] < OTHER[0]]
    if alone or not found or min(cost for _, cost, _ in found) > _SECOND:
        found += patterns(system)
    if not found and not alone:
        found += list(_two(system)) or list(_many(system))
    found = [_beside_prose(each, system, raw, claims) for each in found]
    found.sort(key=lambda each: (each[1], len(each[0]), sorted(each[0])))
    impossible = {path for path in system.relations_of if system.figures[path] < 0}
    found = [each for each in found if impossible <= each[0].keys()]
    if not found:
        return
    best = found[0][1]
    near = _AS_LIKELY_ALONE if alone else _AS_LIKELY
    alike = sum(cost - best < near for _, cost, _ in found)
    for changed, cost, words in found[:_MOST_SHOWN]:
        yield Suggestion(
            changes=tuple(
                Change(path, system.figures[path], value, system.form.by_path[path].label)
                for path, value in changed.items()
            ),
            reason=words,
            certain=cost == best and alike == 1,
            likeliest=cost - best < near,
            cost=cost,
        )


def _beside_prose(found: _Found, system: System, raw: RawReport, claims: Sequence[Claim]) -> _Found:
    """A change ranked by the prose: a sentence that then contradicts the tables speaks against it."""
    changed, cost, words = found
    figures = system.followed(changed)
    if not all(is_taken(FigureKind.COUNT, figure) for figure in figures.values()):
        return changed, OTHER[0], words  # no report could state them
    concerned = [
        each
        for each in claims
        if any(not figures.keys().isdisjoint(paths) for paths in each.quantity.readings)
    ]
    if not concerned:
        return found
    before, after = (
        sum(each.judgement is Judgement.DISAGREE for each in compare_claims(report, concerned))
        for report in (raw, raw.replace(figures))
    )
    if after < before:
        words = Text(f"{words.zh}；与正文所说一致", f"{words.en}; the prose says so")
    return changed, cost + _PROSE * (after - before), words


def _one(system: System) -> Iterator[_Found]:
    """Single cells that take part in all failed relations, and in no other."""
    first = min(system.failed)
    for path in system.relations[first]:
        if frozenset(system.relations_of[path]) != system.failed:
            continue
        value = _solved(system, path, first, {})
        if value is not None and system.holds_with({path: value}):
            yield {path: value}, *_likeness(system, path, value)


def _two(system: System) -> Iterator[_Found]:
    """Pairs of cells that between them take part in all failed relations."""
    if len(system.failed) > _MOST_FAILED:
        return
    seen: set[frozenset[str]] = set()
    first = min(system.failed)
    for one in system.relations[first]:
        own = frozenset(system.relations_of[one])
        rest = system.failed - own
        # The other cell is in what failed without the first, or makes good what the first breaks.
        where = [min(rest)] if rest else list(own)
        for number in where:
            for other in system.relations[number]:
                pair = frozenset((one, other))
                if other == one or pair in seen or not rest <= frozenset(system.relations_of[other]):
                    continue
                seen.add(pair)
                yield from _pair(system, one, other)


def _pair(system: System, one: str, other: str) -> Iterator[_Found]:
    alone_one = [n for n in system.relations_of[one] if n not in system.relations_of[other]]
    alone_other = [n for n in system.relations_of[other] if n not in system.relations_of[one]]
    changed: dict[str, int] = {}
    if alone_one:
        value = _solved(system, one, alone_one[0], {})
        if value is None:
            return
        changed[one] = value
        common = [n for n in system.relations_of[other] if n in system.relations_of[one]]
        second = (
            _solved(system, other, (alone_other or common)[0], changed) if alone_other or common else None
        )
        if second is None:
            return
        changed[other] = second
    elif alone_other:
        value = _solved(system, other, alone_other[0], {})
        if value is None:
            return
        changed[other] = value
        second = _solved(system, one, system.relations_of[one][0], changed)
        if second is None:
            return
        changed[one] = second
    else:
        return  # always in the same relations: nothing tells how they share the difference
    real = {path: value for path, value in changed.items() if value != system.figures[path]}
    if len(real) == 2 and system.holds_with(real):
        slips = _followed(system, real) or [_likeness(system, path, value) for path, value in real.items()]
        words = _together(word for _, word in slips)
        yield real, sum(cost for cost, _ in slips) + _SECOND, words


def _followed(system: System, changed: Mapping[str, int]) -> list[tuple[float, Text]]:
    """The slips where one of two cells is the total of the other and only follows it; else none."""
    for part, total in permutations(changed):
        relations = (relation for relation in system.relations if part in relation and total in relation)
        steps = {path: changed[path] - system.figures[path] for path in changed}
        computed = system.form.by_path[total].computed and not system.form.by_path[part].computed
        summed = any(relation[part] * relation[total] < 0 for relation in relations)
        if computed and summed and steps[part] == steps[total]:
            return [_likeness(system, part, changed[part]), _FOLLOWS]
    return []


def _many(system: System) -> Iterator[_Found]:
    """More wrong cells, each the only one that explains its failed relations: the same difference in all."""
    left = set(system.failed)
    changed: dict[str, int] = {}
    cost, words = 0.0, []
    while left:
        fitting = []
        for path, numbers in system.relations_of.items():
            if path in changed or not set(numbers) <= left:
                continue
            value = _solved(system, path, numbers[0], {})
            if value is not None and all(system.residual(n, {path: value}) == 0 for n in numbers):
                fitting.append((path, value))
        # Only what has no rival is taken: a cell whose relations no other fitting cell shares.
        sole = [
            (path, value)
            for path, value in fitting
            if not any(
                other != path and set(system.relations_of[other]) & set(system.relations_of[path])
                for other, _ in fitting
            )
        ]
        if not sole:
            return
        for path, value in sole:
            changed[path] = value
            own, word = _likeness(system, path, value)
            cost += own + _SECOND
            words.append(word)
            left -= set(system.relations_of[path])
    if system.holds_with(changed):
        yield changed, cost, _together(words)


def _together(words: Iterable[Text]) -> Text:
    """Several reasons as one, each said once."""
    said = list(dict.fromkeys(words))
    return Text("；".join(each.zh for each in said), "; ".join(each.en for each in said))


def _solved(system: System, path: str, number: int, changed: Mapping[str, int]) -> int | None:
    """The figure with which a cell makes a relation hold, ``None`` where it would be no count."""
    factor = system.relations[number][path]
    before = changed.get(path, system.figures[path])
    value = before - Fraction(system.residual(number, changed), factor)
    return int(value) if value >= 0 and value.denominator == 1 else None


def _likeness(system: System, path: str, value: int) -> tuple[float, Text]:
    return slip(
        system.figures[path],
        value,
        is_total=system.form.by_path[path].computed,
        by_hand=path in system.by_hand,
        neighbours=_neighbours(system, path),
    )


def _neighbours(system: System, path: str) -> frozenset[int]:
    """The figures beside a cell in its row, and above and below it in its column."""
    row, _, column = path.rpartition(".")
    places = [each.rpartition(".") for each in system.form.by_path]
    rows = list(dict.fromkeys(own for own, _, _ in places))
    columns = [name for own, _, name in places if own == row]
    at, beside = rows.index(row), columns.index(column)
    near = [f"{row}.{columns[index]}" for index in (beside - 1, beside + 1) if 0 <= index < len(columns)]
    near += [f"{rows[index]}.{column}" for index in (at - 1, at + 1) if 0 <= index < len(rows)]
    return frozenset(system.figures[each] for each in near if each in system.figures)
