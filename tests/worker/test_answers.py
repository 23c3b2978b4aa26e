"""What a worker says over its pipe is read strictly."""

from __future__ import annotations

import json

import pytest

from govinfo_report.document import Document, Paragraph
from govinfo_report.errors import PluginError, ReadError
from govinfo_report.source import Source
from govinfo_report.worker.answers import Answer

ERROR = ["ReadError", "中文", "English", None, None, None]


def said(**more: object) -> bytes:
    return json.dumps({"document": None, "error": None, "last": False, **more}).encode()


@pytest.mark.parametrize("last", [False, True])
def test_a_document(last: bool) -> None:
    document = Document(file="a.pdf", blocks=(Paragraph("\ud800 甲", Source(page=1)),))
    answer = Answer.read(Answer(document=document, last=last).written())
    assert answer.document is not None
    assert (answer.document.file, answer.document.blocks) == (document.file, document.blocks)
    assert (answer.error, answer.last) == (None, last)


@pytest.mark.parametrize("kind", [ReadError, PluginError])
def test_an_error(kind: type[ReadError]) -> None:
    error = kind("中", "en", where="a.pdf", advice_zh="再试。", advice_en="Try again.")
    answer = Answer.read(Answer(error=error).written())
    assert type(answer.error) is kind
    assert str(answer.error) == str(error)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x80\x04\x95",
        b"[" * 100_000,
        b"null",
        b"[]",
        b"{}",
        said(more=1),
        said(document=[]),
        said(document={"file": None}),
        said(error="ReadError"),
        said(error=[]),
        said(error=ERROR[:-1]),
        said(error=[*ERROR, None]),
        said(error=["SystemExit", *ERROR[1:]]),
        said(error=[["ReadError"], *ERROR[1:]]),
        said(error=["ReadError", None, *ERROR[2:]]),
        said(error=[*ERROR[:3], 1, None, None]),
    ],
)
def test_anything_else_is_refused(body: bytes) -> None:
    with pytest.raises(ValueError):
        Answer.read(body)


def test_the_smallest_ones_are_taken() -> None:
    """So that the cases above fail for what they say."""
    assert Answer.read(said()) == Answer()
    assert str(Answer.read(said(error=ERROR)).error) == str(ReadError("中文", "English"))
