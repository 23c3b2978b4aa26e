"""Whose report it is where nothing says so outright: of the bodies named around it, the one it speaks as.

A report of 我局 is one of a 局; 州民政局 in its sentences is the 民政局 of a 州. Names that stand alone in
lines, in the way to the page, behind who published it or as the subject of a sentence are tried on these
words, and count only if one fits and no other does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from govinfo_report.form.labels import simplified
from govinfo_report.prose.bodies import is_whole_name
from govinfo_report.prose.furniture import is_of_the_makers
from govinfo_report.prose.periods import in_plain
from govinfo_report.prose.telling import DOES, without_office
from govinfo_report.raw.figures import bare

__all__ = ["fitting"]

_LONGEST = 200
"""Characters of a line in which a name is looked for; a longer one is a sentence."""
_PARTS = re.compile(r"[\s>＞›»|｜/·,，、:：;；（()）【】\[\]—]+|-{2,}")
_SUBJECT_ENDS = re.compile(
    rf"{DOES.pattern}|系|是|把|将|没有|未|聚焦|立足|结合|紧扣|根据|现|负责|组织|编制|[（(]以下"
)
#: Lines that name those to whom a letter goes.
_ADDRESSED = re.compile(r"^(?:抄送|抄报|主送|报送|分送|发至)|[:：]$")
_CLAUSES = re.compile(r"[，,。；;：:]")
_KINDS = "局|委|办(?!法)|镇|乡|厅|院|街道|中心|公司|校|队|管委会|州|盟|旗"
_OWN = re.compile(rf"[我本](?P<kind>{_KINDS})")
#: A word that names an office within its place, opening a sentence: 州民政局, 管委会, 公司.
_SHORT = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{0,10}?(?:局|委|办|镇|乡|厅|院|街道|中心|公司|学校|大学|队|管委会|工委))(?P<year>20[0-9]{2}年)?"
    rf"(?={_SUBJECT_ENDS.pattern})"
)
_OPENING = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十0-9]+[）).．、])?(?:20[0-9]{2}年(?:度)?[，,]?|一年来[，,]?|下一步[，,]?|今后[，,]?)?"
)
_ALIKE = {
    "办": ("办公室", "办事处"),
    "校": ("学校", "大学", "中学", "小学"),
    "镇": ("镇", "镇人民政府"),
    "乡": ("乡", "乡人民政府"),
    "道": ("街道", "办事处"),
    "委": ("委员会", "委"),
}
_SAID_OFTEN = 2
"""So often a report calls itself what it is called; once may be another's name."""


def fitting(lines: Iterable[str], preamble: str, body: str) -> str | None:
    """The one body named around a report that fits how that speaks of itself; ``None`` for none or several.

    Args:
        lines: The lines around it: above and below, and the page's own.
        preamble: Its preamble.
        body: Its prose.
    """
    own = _own_names(preamble, body)
    names = {name for line in lines for name in _names_in(line)} | set(_subjects(preamble))
    fit = {name for name in names if own and all(_fits(each, name) for each in own)}
    return fit.pop() if len(fit) == 1 else None


def _own_names(preamble: str, body: str) -> set[str]:
    """What a report calls itself: the kinds in 我局 and 本镇, else the short name that opens sentences."""
    plain = f"{in_plain(preamble)}\n{in_plain(body)}"
    if kinds := {match["kind"] for match in _OWN.finditer(plain)}:
        return kinds
    said: dict[str, int] = {}
    for line in body.split("\n"):
        for sentence in in_plain(line).split("。"):
            text = sentence[_OPENING.match(sentence).end() :]  # type: ignore[union-attr]
            if found := _SHORT.match(text):
                said[found["name"]] = said.get(found["name"], 0) + 1
    most = max(said, key=said.__getitem__, default="")
    return {most} if said.get(most, 0) >= _SAID_OFTEN else set()


def _fits(own: str, name: str) -> bool:
    """Whether a body is of a kind, or has a short name."""
    ends = _ALIKE.get(own[-1], (own[-1],))
    rest = iter(name)
    return name.endswith(ends) and all(sign in rest for sign in own.removesuffix(own[-1]))


def _names_in(line: str) -> Iterator[str]:
    """The names that stand alone in a line, or in a part of it."""
    if len(line) > _LONGEST or "。" in line or is_of_the_makers(line) or _ADDRESSED.search(line.strip()):
        return
    for part in _PARTS.split(simplified(bare(line))):
        name = without_office(part)
        if is_whole_name(name):
            yield name


def _subjects(text: str) -> Iterator[str]:
    """The names that are subjects of a text's clauses."""
    for clause in (each for line in text.split("\n") for each in _CLAUSES.split(in_plain(line))):
        for end in _SUBJECT_ENDS.finditer(clause, 0, _LONGEST):
            if is_whole_name(name := clause[: end.start()]):
                yield name
                break
