"""The editions of the national form as values: which sections a report has, and which tables.

Everything that depends on an edition asks it. An entry point of the group ``govinfo_report.editions`` adds
an `Edition` of another package; it stands behind those of this library, whatever its year.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

import attrs
from attrs import field, frozen

from govinfo_report.model.disclosure import Disclosure
from govinfo_report.model.disclosure_2019 import Disclosure2019
from govinfo_report.model.fields import PRINTED, Printed
from govinfo_report.model.remedies import Remedies
from govinfo_report.model.requests import Requests, UndividedClosedOtherwise
from govinfo_report.model.tables import Kind, Printing, Section, Table
from govinfo_report.plugins import Plugin, plugins, refused

__all__ = [
    "EDITION_2019",
    "EDITION_2021",
    "PROSE",
    "Edition",
    "Variant",
    "edition_in",
    "edition_named",
    "edition_with",
    "editions",
    "section_named",
]

#: The attributes of a report that hold prose under a section's heading.
PROSE = ("overview", "problems_and_improvements", "other_matters")
#: Names that a report has for other things than tables.
_TAKEN = frozenset(
    ("agency", "year", "period", "preamble", "title", "edition", "tables", "provenance", "format", "version")
)


@frozen(kw_only=True)
class Variant:
    """A way in which reports of an edition differ from it, and are still of it.

    Attributes:
        name: Its name.
        parts: The classes of rows that they have in the place of the edition's own.
    """

    name: str
    parts: tuple[type, ...]


@frozen(kw_only=True)
class Edition:
    """An edition of the national form. Two are equal if their names are.

    Attributes:
        name: Its name: ``2021``.
        since: The first year that is reported on in it.
        notice: The notice by which it came.
        sections: The sections of a report, in order: `Section` for prose, `Table`.
        variants: How reports are met that were not brought up to date.
    """

    name: str
    since: int = field(eq=False)
    notice: str = field(default="", eq=False, repr=False)
    sections: tuple[Section, ...] = field(eq=False, repr=False)
    variants: tuple[Variant, ...] = field(default=(), eq=False, repr=False)

    def __str__(self) -> str:
        return self.name

    @property
    def tables(self) -> Mapping[str, Table]:
        """The sections that hold a table, by name."""
        return {each.name: each for each in self.sections if isinstance(each, Table)}


_OVERVIEW = Section(
    name="overview",
    printed=Printed(
        label="一、总体情况",
        also=("工作基本情况", "概述", "总体公开情况", "工作开展情况"),
        prompt="按主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障五个方面，"
        "写本机关本年度的工作情况；文中的数字须与各表一致。",
    ),
)
_PROBLEMS = Section(
    name="problems_and_improvements",
    printed=Printed(
        label="五、存在的主要问题及改进情况",
        also=("存在问题及改进情况", "政府信息公开工作存在的主要问题及改进情况"),
        prompt="写本年度存在的主要问题，以及已采取和拟采取的改进措施（《政府信息公开条例》第五十条），不能只写“无”。",
    ),
)
_OTHER = Section(
    name="other_matters",
    printed=Printed(
        label="六、其他需要报告的事项",
        prompt="写收取信息处理费的情况（单位：元；未收取的写明未收取），以及其他需要报告的事项。",
    ),
)
_DISCLOSURE = Table(
    name="disclosure",
    printed=Printed(
        label="二、主动公开政府信息情况", also=("行政机关主动公开政府信息情况", "主动公开信息情况")
    ),
    model=Disclosure,
    printing=Printing(kind=Kind.BLOCKS, corner="信息内容"),
    short="二、主动公开",
)
_REQUESTS = Table(
    name="requests",
    printed=Printed(
        label="三、收到和处理政府信息公开申请情况",
        also=(
            "行政机关收到和处理政府信息公开申请情况",
            "收到和处理政府信息公开申请",
            "收到的处理政府信息公开申请情况",
        ),
    ),
    model=Requests,
    printing=Printing(
        kind=Kind.ROWS,
        width=9741,
        labels=(754, 921, 3271),
        corner="（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
        over="申请人情况",
        own_page=True,
    ),
    short="三、申请",
)
_REMEDIES = Table(
    name="remedies",
    printed=Printed(
        label="四、政府信息公开行政复议、行政诉讼情况",
        also=("因政府信息公开工作被申请行政复议、提起行政诉讼情况",),
    ),
    model=Remedies,
    printing=Printing(kind=Kind.HEADS, width=9743, border=4),
    short="四、复议诉讼",
)

EDITION_2021 = Edition(
    name="2021",
    since=2021,
    notice="国办公开办函〔2021〕30号",
    sections=(_OVERVIEW, _DISCLOSURE, _REQUESTS, _REMEDIES, _PROBLEMS, _OTHER),
    # Some tables of 2021 and later years have （六）其他处理 in one row, as that of 2019 has it.
    variants=(Variant(name="undivided", parts=(UndividedClosedOtherwise,)),),
)
EDITION_2019 = Edition(
    name="2019",
    since=2019,
    notice="国办公开办函〔2019〕60号（试行）",
    sections=(
        _OVERVIEW,
        attrs.evolve(_DISCLOSURE, model=Disclosure2019),
        attrs.evolve(_REQUESTS, parts=(UndividedClosedOtherwise,)),
        _REMEDIES,
        _PROBLEMS,
        _OTHER,
    ),
)


@cache
def editions() -> tuple[Edition, ...]:
    """The editions of the form: the current one, the former one, then those of other packages.

    Raises:
        PluginError: What a package adds is no edition that can be used.
    """
    found = [EDITION_2021, EDITION_2019]
    for plugin in plugins("editions"):
        found.append(_usable(plugin, found))
    return tuple(found)


def edition_named(edition: Edition | str) -> Edition:
    """The edition of that name.

    Raises:
        ValueError: There is none.
    """
    for each in editions():
        if edition in (each, each.name):
            return each
    known = "、".join(repr(each.name) for each in editions())
    raise ValueError(
        f"没有 {edition!r} 年版格式，只有 {known} / there is no edition {edition!r} of the form, only {known}"
    )


def edition_in(year: int) -> Edition | None:
    """The edition in force for reports on a year; ``None`` for years before the first."""
    due = (each for each in editions() if each.since <= year)
    return max(due, key=lambda each: each.since, default=None)


def edition_with(models: Mapping[str, type | None]) -> Edition | None:
    """The edition whose tables are of these classes, by name; ``None`` where there is none."""
    return _by_models().get(frozenset(models.items()))


@cache
def _by_models() -> dict[frozenset[tuple[str, type | None]], Edition]:
    return {frozenset(_models(edition).items()): edition for edition in editions()}


def _models(edition: Edition) -> dict[str, type]:
    return {name: table.model for name, table in edition.tables.items()}


def section_named(name: str) -> Section:
    """The section of that name, in the first edition that has it."""
    return next(each for edition in editions() for each in edition.sections if each.name == name)


def _usable(plugin: Plugin, known: list[Edition]) -> Edition:
    edition = plugin.value
    if not isinstance(edition, Edition):
        raise refused(plugin, "应是一个 Edition。", "An Edition is wanted.")
    if edition in known:
        raise refused(plugin, f"已有 {edition} 年版格式。", f"There is an edition {edition} already.")
    for each in known:
        if _models(each) == _models(edition):  # nobody could tell a report of the one from one of the other
            raise refused(
                plugin, f"各表与 {each} 年版格式全同。", f"It has the tables of the edition {each}."
            )
    for zh, en in _faults(edition):
        raise refused(plugin, f"{edition} 年版格式：{zh}。", f"The edition {edition}: {en}.")
    return edition


def _faults(edition: Edition) -> Iterator[tuple[str, str]]:
    """What an edition cannot have."""
    names = [section.name for section in edition.sections]
    for name in names:
        if names.count(name) > 1:
            yield f"“{name}”不止一个部分", f"{name!r} is there more than once"
    for section in edition.sections:
        name = section.name
        if not isinstance(section, Table):
            if name not in PROSE:
                yield f"文字部分只能是 {'、'.join(PROSE)}，不是“{name}”", f"no report has prose {name!r}"
        elif name in (*PROSE, *_TAKEN) or not name.isidentifier():
            yield f"“{name}”不能作表名", f"{name!r} is no name of a table"
        elif not attrs.has(section.model) or not any(
            PRINTED in each.metadata for each in attrs.fields(section.model)
        ):
            yield f"“{name}”的类没有标签", f"the class of {name!r} has no labels"
