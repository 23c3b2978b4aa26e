"""The specimens: one text for each layout and kind of dirt, read to exactly the cells of its truth."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import govinfo_report as gr
from tests.conftest import SHARED

FOLDER = SHARED / "specimens"
SPECIMENS = sorted(path.stem for path in FOLDER.glob("S*.json")) if FOLDER.is_dir() else []

pytestmark = pytest.mark.skipif(not SPECIMENS, reason="the folder of specimens is not here")


def truth(name: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return document


def printed(cell: gr.Cell, wanted: object) -> object:
    """What a cell prints, in the terms of the truth files: ``null`` blank, text as printed, or a number."""
    if wanted is None:
        return None if cell.kind is gr.CellKind.BLANK else cell.text
    return cell.text if isinstance(wanted, str) else cell.value


@pytest.mark.parametrize("name", SPECIMENS)
def test_a_specimen_gives_its_cells_and_no_others_or_is_refused(name: str) -> None:
    wanted = truth(name)
    path: Path = FOLDER / f"{name}.txt"
    if not wanted["recoverable"]:
        with pytest.raises(gr.ReadError):
            gr.read(path)
        return
    raw = gr.read(path)
    assert {cell.path: printed(cell, wanted["cells"].get(cell.path)) for cell in raw} == wanted["cells"]


@pytest.mark.parametrize("name", [name for name in SPECIMENS if truth(name)["recoverable"]])
def test_the_identity_of_a_specimen(name: str) -> None:
    wanted, raw = truth(name), gr.read(FOLDER / f"{name}.txt")
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    assert raw.agency == wanted["agency"]
    assert raw.year == (wanted["year"] if str(wanted["year"]) in text else None)  # unknown stays unknown


@pytest.mark.parametrize("name", [name for name in SPECIMENS if truth(name)["recoverable"]])
def test_the_edition_of_a_specimen(name: str) -> None:
    edition = gr.read(FOLDER / f"{name}.txt").edition
    assert (edition.name if edition is not None else "hybrid") == truth(name)["form"]


@pytest.mark.parametrize(("name", "reason"), [("S15", "相同的行都已被删去"), ("S47", "空白的官方格式")])
def test_the_reason_of_a_refusal(name: str, reason: str) -> None:
    with pytest.raises(gr.ReadError, match=reason):
        gr.read(FOLDER / f"{name}.txt")
