"""Limits that a document must keep before any parser sees it."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence

from attrs import define, fields_dict, frozen

from govinfo_report.errors import ReadError

__all__ = ["Budget", "Limits", "require_archive", "within"]

_PACKED = frozenset((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
_SMALL = 10_000_000
"""Bytes; a ratio of so little unpacked does no harm."""


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
        seconds: How long a worker may take to read the file: a PDF, or any with ``read(isolate=True)``.
        memory: Bytes of memory that the worker may take.

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
    memory: int = 400_000_000

    def __attrs_post_init__(self) -> None:
        for name, default in fields_dict(type(self)).items():
            value: object = getattr(self, name)
            wanted = (int, float) if isinstance(default.default, float) else int
            if isinstance(value, bool) or not isinstance(value, wanted):
                raise TypeError(f"{name}= 应是数字 / {name}= takes a number, not {value!r}")
            if value < 0:
                raise ValueError(f"{name}= 不能小于 0 / {name}= cannot be below 0")


def within(
    number: int, limit: int, zh: str, en: str, *, file: str | None = None, adjustable: bool = True
) -> None:
    """Refuse what goes beyond a limit.

    Args:
        number: How much there is.
        limit: How much there may be.
        zh: What is counted, in Chinese, with its counter: ``页 PDF``.
        en: What is counted, in English.
        file: The file, for the message.
        adjustable: Whether `Limits` state the limit.

    Raises:
        ReadError: It is more.
    """
    if number > limit:
        raise ReadError(
            f"文件过大：{zh} {number}，超过上限 {limit}。",
            f"The file is too large: {number} {en}; the limit is {limit}.",
            where=file,
            advice_zh="年度报告不会这样大；确是报告的，"
            + ("可用 limits= 放宽。" if adjustable else "请在办公软件里打开后另存一份。"),
            advice_en="No report is as large; if it is one, "
            + ("raise the limit with limits=." if adjustable else "save it again in an office program."),
        )


@define
class Budget:
    """What a document may still have of something.

    Attributes:
        limit: How much it may have.
        zh, en: What is counted.
        file: The file, for the message.
        adjustable: Whether `Limits` state the limit; else it is one of the reader's own.
        spent: How much it has had.
    """

    limit: int
    zh: str
    en: str
    file: str | None = None
    adjustable: bool = True
    spent: int = 0

    def has(self, number: int) -> bool:
        """Whether there is so much left."""
        return self.spent + number <= self.limit

    def spend(self, number: int = 1) -> None:
        """Count some more.

        Raises:
            ReadError: It is too much.
        """
        self.spent += number
        if self.spent > self.limit:
            within(self.spent, self.limit, self.zh, self.en, file=self.file, adjustable=self.adjustable)


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
