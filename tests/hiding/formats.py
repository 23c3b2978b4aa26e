"""The formats, each with its ways, how digits are planted in a document of it and how it is pictured."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import frozen
from PIL.Image import Image

from tests.hiding import html, pdf, sheets, word
from tests.hiding.pictures import of_office_files, of_pages, of_pdf, of_whole_pages
from tests.hiding.ways import Plant, Way

__all__ = ["FORMATS", "Format"]


@frozen(kw_only=True)
class Format:
    """A format.

    Attributes:
        name: What it is called on the command line.
        ways: Its ways, decoys among them.
        plain: The way in which any figure is printed.
        document: A report with digits planted at some paths, made in a style of the format or the usual one.
        specimen: The smallest document with one plant, or with a blank cell.
        pictures: What is seen in the cell of each specimen.
        whole: What is seen of all pages of each document.
    """

    name: str
    ways: tuple[Way, ...]
    plain: Way
    document: Callable[..., bytes]
    specimen: Callable[[Plant | None], bytes]
    pictures: Callable[[Sequence[bytes]], list[Image]]
    whole: Callable[[Sequence[bytes]], list[Image]]


FORMATS: dict[str, Format] = {
    form.name: form
    for form in (
        Format(
            name="html",
            ways=html.WAYS + html.DECOYS,
            plain=html.PLAIN,
            document=html.page,
            specimen=html.specimen,
            pictures=of_pages,
            whole=of_whole_pages,
        ),
        Format(
            name="word",
            ways=word.WAYS + word.DECOYS,
            plain=word.PLAIN,
            document=word.file,
            specimen=word.specimen,
            pictures=lambda files: of_office_files(files, "docx", word.BOX),
            whole=lambda files: of_office_files(files, "docx"),
        ),
        Format(
            name="sheets",
            ways=sheets.WAYS + sheets.DECOYS,
            plain=sheets.PLAIN,
            document=sheets.file,
            specimen=sheets.specimen,
            pictures=lambda files: of_office_files(files, "xlsx", sheets.BOX),
            whole=lambda files: of_office_files(files, "xlsx"),
        ),
        Format(
            name="pdf",
            ways=pdf.WAYS + pdf.DECOYS,
            plain=pdf.PLAIN,
            document=pdf.file,
            specimen=pdf.specimen,
            pictures=lambda files: [of_pdf(content, pdf.specimen_box()) for content in files],
            whole=lambda files: [of_pdf(content) for content in files],
        ),
    )
}
