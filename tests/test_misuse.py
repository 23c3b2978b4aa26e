"""What is given in place of what is wanted: an error that says so, at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import govinfo_report as gr
from tests.conftest import EXAMPLES

WORKBOOK = EXAMPLES / "nangong-2023.xlsx"
anything: Any = object()
any_check: Any = gr.check
any_limits: Any = gr.Limits


@pytest.mark.parametrize(
    ("call", "error", "said"),
    [
        (lambda _: any_check("file.xlsx"), TypeError, "gr.read"),
        (lambda raw: any_check(raw, previous="last.xlsx"), TypeError, "gr.read"),
        (lambda raw: any_check(raw, members=["a.xlsx"]), TypeError, "gr.read"),
        (lambda raw: any_check(raw, settings="s.toml"), TypeError, "load_settings"),
        (lambda raw: gr.check(raw, select="T303"), TypeError, "a list of rules"),
        (lambda raw: gr.check(raw, ignore="T303"), TypeError, "a list of rules"),
        (lambda raw: gr.check(raw, select=["T3O1"]), KeyError, "did you mean T30"),
        (lambda _: gr.find_rule("repeated-pros"), KeyError, "did you mean repeated-prose"),
        (lambda raw: raw["requests.recieved.total"], KeyError, "did you mean requests.received.total"),
        (lambda _: gr.RawReport()["requests.received.total"], KeyError, "the document has no cell"),
        (lambda raw: gr.measures(raw, "granted_share"), TypeError, "a list of measures"),
        (lambda raw: gr.measures(raw, ["grantd"]), KeyError, "there is no measure grantd"),
        (lambda _: gr.to_json(anything), TypeError, "a report is wanted"),
        (lambda _: gr.write(anything, "a.json"), TypeError, "a report or what check found"),
        (lambda raw: gr.fill(WORKBOOK, raw, "never.xlsx"), TypeError, "to_report()"),
        (lambda _: gr.read(anything), TypeError, "a path, bytes, a binary file or an openpyxl Workbook"),
        (lambda _: gr.read(b"", limits=anything), TypeError, "gr.Limits"),
        (lambda _: any_limits(file_bytes="10MB"), TypeError, "file_bytes= takes a number"),
        (lambda _: any_limits(pages=True), TypeError, "pages= takes a number"),
        (lambda _: any_limits(pages=1.5), TypeError, "pages= takes a number"),
        (lambda _: gr.Limits(seconds=-1), ValueError, "seconds= cannot be below 0"),
    ],
)
def test_says_what_is_wanted(call: Callable[[Any], object], error: type[Exception], said: str) -> None:
    with pytest.raises(error) as caught:
        call(gr.read(EXAMPLES / "nangong-2023.txt"))
    assert said in str(caught.value)
    assert not Path("never.xlsx").exists()


def test_seconds_may_be_whole() -> None:
    assert gr.Limits(seconds=3).seconds == 3
