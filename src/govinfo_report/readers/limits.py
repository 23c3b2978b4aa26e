"""Limits that a document must keep before any parser sees it."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence

from attrs import define, fields_dict, frozen

from govinfo_report.errors import ReadError

__all__ = ["Budget", "Limits", "require_archive", "require_elements", "within"]

_PACKED = frozenset((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
_SMALL = 10_000_000
"""Bytes; a ratio of so little unpacked does no harm."""
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)")
#: Elements that have no end, or that pages leave without one; an open one of these nests nothing.
_NOT_NESTING = frozenset(
    {
        "area", "base", "body", "br", "col", "colgroup", "dd", "dt", "embed", "head", "hr", "html",
        "img", "input", "li", "link", "meta", "optgroup", "option", "p", "param", "rp", "rt",
        "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr",
    }
)  # fmt: skip
_FEW_TAGS = 20_000
"""A page with fewer nests nothing so deep that it takes long."""
_LARGE = 2_000_000
"""Characters; in a smaller page there is no room for attributes that matter together."""
_EACH = 4
"""So many times the tags a page may have, its attributes may be together."""
_WHOLE_TAG = re.compile(r"<[a-zA-Z](?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+)*+")
#: Elements that HTML opens again where a block ends before they do.
_FORMATTING_NAMES = frozenset(
    {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"}
)
_FORMATTING = re.compile(rf"<(?:{'|'.join(sorted(_FORMATTING_NAMES))})[\s>/]", re.IGNORECASE)
_FEW_FORMATTED = 100
_SEPARATED = re.compile(r"(?<![\s/])[\s/]++[^\s/]")
_QUOTED = re.compile(r"=\s*(?:\"[^\"]*\"|'[^']*')")


@frozen(kw_only=True)
class Limits:
    """How much a document may hold. A report needs a small part of each; what goes beyond is refused.

    Attributes:
        file_bytes: Size of the file.
        members: Files in an archive (.xlsx, .docx).
        unpacked_bytes: Their size unpacked, together.
        ratio: How many times larger they may be unpacked, where that is more than 10 MB.
        cells: Filled cells of a workbook; places that the tables of a text, a web page or a Word file take:
            a cell over two rows and three columns takes six.
        strings: Characters of text in a workbook.
        characters: Characters of a text, of Markdown or JSON.
        lines: Lines of a text or of Markdown.
        page_bytes: Size of a web page.
        elements: Tags of a web page.
        attributes: Attributes of one tag of a web page.
        depth: How deep elements of a web page may nest.
        xml_bytes: Size of the document in a Word file, unpacked.
        xml_elements: Tags in it.
        pages: Pages of a PDF.
        page_points: Height and width of a page of a PDF, in points (1/72 inch).
        objects: Characters, lines, shapes and pictures on the pages of a PDF, together.
        pairs: Pairs of lines, and of lines and characters, on the pages of a PDF, together.
        seconds: How long reading may take where it has a process of its own: with ``read(isolate=True)``, and
            for a PDF that may be a burden.
        memory: Bytes of memory that such a process may take.

    Raises:
        TypeError: One is no number.
        ValueError: One is below 0.
    """

    file_bytes: int = 50_000_000
    members: int = 2_000
    unpacked_bytes: int = 60_000_000
    ratio: int = 300
    cells: int = 150_000
    strings: int = 5_000_000
    characters: int = 1_000_000
    lines: int = 50_000
    page_bytes: int = 15_000_000
    elements: int = 200_000
    attributes: int = 1_000
    depth: int = 2_000
    xml_bytes: int = 25_000_000
    xml_elements: int = 500_000
    pages: int = 200
    page_points: int = 100_000
    objects: int = 300_000
    pairs: int = 40_000_000
    seconds: float = 10.0
    memory: int = 300_000_000

    def __attrs_post_init__(self) -> None:
        for name, default in fields_dict(type(self)).items():
            value: object = getattr(self, name)
            wanted = (int, float) if isinstance(default.default, float) else int
            if isinstance(value, bool) or not isinstance(value, wanted):
                raise TypeError(f"{name}= 应是数字 / {name}= takes a number, not {value!r}")
            if value < 0:
                raise ValueError(f"{name}= 不能小于 0 / {name}= cannot be below 0")


def within(number: int, limit: int, zh: str, en: str, *, file: str | None = None) -> None:
    """Refuse what goes beyond a limit.

    Args:
        number: How much there is.
        limit: How much there may be.
        zh: What is counted, in Chinese, with its counter: ``页 PDF``.
        en: What is counted, in English.
        file: The file, for the message.

    Raises:
        ReadError: It is more.
    """
    if number > limit:
        raise ReadError(
            f"文件过大：{zh} {number}，超过上限 {limit}。",
            f"The file is too large: {number} {en}; the limit is {limit}.",
            where=file,
            advice_zh="年度报告不会这样大；确是报告的，可用 limits= 放宽。",
            advice_en="No report is as large; if it is one, raise the limit with limits=.",
        )


@define
class Budget:
    """What a document may still have of something.

    Attributes:
        limit: How much it may have.
        zh, en: What is counted.
        file: The file, for the message.
        spent: How much it has had.
    """

    limit: int
    zh: str
    en: str
    file: str | None = None
    spent: int = 0

    def spend(self, number: int = 1) -> None:
        """Count some more.

        Raises:
            ReadError: It is too much.
        """
        self.spent += number
        if self.spent > self.limit:
            within(self.spent, self.limit, self.zh, self.en, file=self.file)


def require_archive(members: Sequence[zipfile.ZipInfo], limits: Limits, *, file: str | None = None) -> None:
    """Refuse an archive that says of itself that it unpacks to too much.

    Raises:
        ReadError: It has too many members, is too large unpacked, or packed too tightly or in a rare way.
    """
    within(len(members), limits.members, "压缩包内文件数", "members of the archive", file=file)
    if any(member.compress_type not in _PACKED for member in members):
        raise ReadError(
            "压缩包用了 Office 不用的压缩方法。",
            "The archive is packed in a way that no office program uses.",
            where=file,
            advice_zh="请用 Excel、Word 或 WPS 打开后另存。",
            advice_en="Open it in an office program and save it again.",
        )
    unpacked = sum(member.file_size for member in members)
    within(unpacked, limits.unpacked_bytes, "解压后字节数", "bytes unpacked", file=file)
    packed = max(1, sum(member.compress_size for member in members))
    if unpacked > _SMALL:
        within(unpacked // packed, limits.ratio, "压缩倍数", "times larger unpacked", file=file)


def require_elements(page: str, limits: Limits, *, file: str | None = None) -> None:
    """Refuse a web page with too many elements or attributes, or with elements nested too deep.

    Raises:
        ReadError: It has.
    """
    tags = page.count("<")
    within(tags, limits.elements, "网页标签数", "tags on the page", file=file)
    most, together = _attributes(page, limits.attributes)
    within(most, limits.attributes, "一个标签的属性数", "attributes of a tag", file=file)
    within(together, _EACH * limits.elements, "网页属性数", "attributes on the page", file=file)
    formatted = _formatted(page)
    within(formatted, _EACH * limits.elements, "网页未关闭标签数", "elements left open", file=file)
    if tags < min(_FEW_TAGS, limits.depth):
        return
    deepest = depth = 0
    for end, name in _TAG.findall(page):
        if name.lower() not in _NOT_NESTING:
            depth = max(0, depth - 1) if end else depth + 1
            deepest = max(deepest, depth)
    within(deepest, limits.depth, "网页标签嵌套层数", "levels of nested tags", file=file)


def _attributes(page: str, few: int) -> tuple[int, int]:
    """The most attributes of a tag and those of all tags; of tags and pages that have few, none."""
    most = together = 0
    for tag in _WHOLE_TAG.finditer(page):
        if len(tag[0]) > few or len(page) >= _LARGE:
            number = sum(1 for _ in _SEPARATED.finditer(_QUOTED.sub("=", tag[0])))
            most, together = max(most, number), together + number
    return most, together


def _formatted(page: str) -> int:
    """How many elements of formatting a parser may make: one left open begins again in each block."""
    if len(_FORMATTING.findall(page)) <= _FEW_FORMATTED:
        return 0
    made = open_now = 0
    for end, name in _TAG.findall(page):
        if name.lower() in _FORMATTING_NAMES:
            open_now = max(0, open_now - 1) if end else open_now + 1
        elif not end:
            made += open_now
    return made
