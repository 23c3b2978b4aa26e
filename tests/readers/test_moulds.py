"""Tables of one markup: what is read by the mould of another is what would be read without it."""

from __future__ import annotations

import pytest

import govinfo_report as gr
from govinfo_report.readers.moulds import Kept, Mould
from govinfo_report.readers.pages import html

HEAD = "<tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>"
ROWS = [
    "<td>{0}</td><td>{1}</td><td>{2}</td>",
    "<td> {0} </td><td>\f{1}</td><td><p>{2}</p></td>",
    "<td>{0}</td><td></td><td>{2}</td>",
    '<td>{0}</td><td style="display:none">{1}</td><td class="g"></td><td>{2}</td>',
    '<td>{0}</td><td><i style="display:none">{1}</i></td><td>{2}</td>',
    '<td>{0}</td><td><i style="display:none">{1}</i><b class="g"></b></td><td>{2}</td>',
    "<td>{0}</td><td><script>{1}</script></td><td>{2}</td>",
    '<td>{0}</td><td style="color:#fff">{1}</td><td>{2}</td>',
    "<td>{0}</td><td><b>{1}</b><b>{2}</b></td><td>3</td>",
]


def page(row: str, *figures: int) -> bytes:
    style = "<style>.g::before{content:'5'}</style>"
    body = f"<table>{HEAD}<tr><td>规章</td>{row.format(*figures)}</tr></table>"
    return (
        f"<!doctype html><meta charset=utf-8>{style}<p>甲局2023年政府信息公开工作年度报告</p>{body}".encode()
    )


def said(data: bytes) -> object:
    try:
        raw = gr.read(data)
    except gr.ReadError as error:
        return str(error)
    return [(cell.path, cell.kind, cell.text) for cell in raw], [each.text for each in raw.leftovers]


@pytest.mark.parametrize("row", ROWS)
@pytest.mark.parametrize("figures", [(1, 9, 3), (0, 12, 7), (400, 5, 77)])
def test_a_mould_changes_nothing(row: str, figures: tuple[int, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "_MOULDS", Kept())
    alone = said(page(row, *figures))
    for first in ((1, 5, 3), (1, 5, 5), (8, 8, 8)):
        monkeypatch.setattr(html, "_MOULDS", Kept())
        said(page(row, *first))
        assert said(page(row, *figures)) == alone


def test_there_are_moulds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "_MOULDS", kept := Kept[Mould]())
    for figures in ((1, 2, 3), (40, 50, 60)):
        assert gr.read(page(ROWS[0], *figures))["disclosure.regulations.issued"].value == figures[0]
    assert len(kept._kept) == 1
