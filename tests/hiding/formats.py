"""The formats, each with its ways, how digits are planted in a document of it and how it is pictured."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from attrs import frozen
from PIL.Image import Image

from tests.documents.grids import Document
from tests.documents.html import HtmlStyle
from tests.documents.pdf import PdfStyle
from tests.documents.word import WordStyle
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
        document: A report with digits planted at some paths.
        specimen: The smallest document with one plant, or with a blank cell.
        pictures: What is seen in the cell of each specimen.
        whole: What is seen of all pages of each document.
    """

    name: str
    ways: tuple[Way, ...]
    plain: Way
    document: Callable[[Document, Mapping[str, Plant]], bytes]
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
            document=lambda document, plants: html.page(document, plants, HtmlStyle()),
            specimen=html.specimen,
            pictures=of_pages,
            whole=of_whole_pages,
        ),
        Format(
            name="word",
            ways=word.WAYS + word.DECOYS,
            plain=word.PLAIN,
            document=lambda document, plants: word.file(document, plants, WordStyle()),
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
            document=lambda document, plants: pdf.file(document, plants, PdfStyle()),
            specimen=pdf.specimen,
            pictures=lambda files: [of_pdf(content, pdf.specimen_box()) for content in files],
            whole=lambda files: [of_pdf(content) for content in files],
        ),
    )
}
