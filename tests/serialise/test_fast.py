"""What the generated functions write and read is what the converter writes and reads, refusals included."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report import testing as given_a
from govinfo_report.serialise import fast_in
from govinfo_report.serialise.json import FORMATS, _from_json, _quickly, _reader, _to_json, _writer
from tests.conftest import EXAMPLES

PARSERS = {json.loads, fast_in.loads}
Report = gr.AnnualReport | gr.RawReport
CONSOLIDATED = gr.Provenance(
    members=(gr.Member(agency="甲局", file="a: b.xlsx"), gr.Member(agency="乙局")), missing=("丙局：",)
)
reports: st.SearchStrategy[Report] = st.one_of(
    given_a.reports(),
    given_a.reports().map(lambda report: attrs.evolve(report, provenance=CONSOLIDATED)),
    given_a.raw_reports(),
    given_a.raw_reports().map(lambda raw: attrs.evolve(raw, provenance=CONSOLIDATED)),
    st.sampled_from([rule.code for rule in given_a.violable_rules()]).flatmap(given_a.violations),
)


def plainly(report: Report, *, indent: bool = True) -> str:
    """The document as the converter makes it."""
    name = next(name for name, cls in FORMATS.items() if isinstance(report, cls))
    return _to_json(report, name, indent)


def outcome(read: Callable[[], Report]) -> str:
    """What comes of reading: the report in full, where 1 is not true, or the refusal."""
    try:
        return plainly(read())
    except (gr.ReadError, gr.InvalidReport) as error:
        return f"{type(error).__name__}: {error}"


def agree(text: str | bytes) -> None:
    """A document comes to the same in every way."""
    due = outcome(lambda: _from_json(text, "a.json"))
    for loads in PARSERS:
        with patch.object(fast_in, "loads", loads):
            assert outcome(lambda: gr.from_json(text, file="a.json")) == due


class TestOut:
    @given(reports, st.booleans())
    def test_sign_by_sign(self, report: Report, indent: bool) -> None:
        assert gr.to_json(report, indent=indent) == plainly(report, indent=indent)
        edition = report.edition if isinstance(report, gr.AnnualReport) else None
        assert _writer(edition, indent)(report) == plainly(report, indent=indent)

    @pytest.mark.parametrize(
        "odd",
        [
            {"year": True},
            {"year": 2023.0},
            {"title": 5},
            {"agency": 'a"\\\n\x00\ud800'},
            {"cells": (gr.Cell("requests.received.total", gr.CellKind.NUMBER, 1.5),)},  # type: ignore[arg-type]
            {"cells": (gr.Cell("requests.received.total", gr.CellKind.NUMBER, False),)},
            {"provenance": gr.Provenance(members=["甲"])},  # type: ignore[arg-type]
            {"provenance": gr.Provenance(members=(gr.Member(agency=1),))},  # type: ignore[arg-type]
            {"sources": ()},
            {"sources": (("year", gr.Source(page=True, file="a'{}\"")),)},
            {"leftovers": [gr.Leftover(text="{x}", reason="text")]},
        ],
    )
    def test_what_no_constructor_checks(self, odd: dict[str, Any]) -> None:
        raw = attrs.evolve(gr.read(EXAMPLES / "nangong-2023.xlsx"), **odd)
        try:
            due = plainly(raw)
        except Exception as error:
            with pytest.raises(type(error)):
                gr.to_json(raw)
        else:
            assert gr.to_json(raw) == due

    def test_a_class_of_a_user(self, nangong: gr.AnnualReport) -> None:
        class Mine(gr.AnnualReport):
            pass

        mine = Mine(agency="甲局", year=2024, tables=nangong.tables)
        assert gr.to_json(mine) == plainly(mine)


class TestIn:
    @given(reports, st.booleans())
    def test_own_documents_need_no_converter(self, report: Report, indent: bool) -> None:
        text = gr.to_json(report, indent=indent)
        for loads in PARSERS:
            with patch.object(fast_in, "loads", loads):
                for each in (text, text.encode()):
                    if "\\u" not in text:
                        assert plainly(_quickly(each)) == text if indent else _quickly(each) == report
        agree(text)

    @given(reports, st.data())
    def test_texts_that_were_edited(self, report: Report, data: st.DataObject) -> None:
        text = gr.to_json(report, indent=data.draw(st.booleans()))
        for _ in range(data.draw(st.integers(1, 3))):
            marks = [at for at, sign in enumerate(text) if sign in '":,{}[]0']
            start = data.draw(st.sampled_from(marks)) + data.draw(st.integers(0, 1))
            end = start + data.draw(st.sampled_from([0, 0, 1, 4, 20]))
            put = data.draw(st.sampled_from(PIECES))
            text = text[:start] + put + text[end:]
        agree(text)
        agree(text.encode(errors="surrogatepass"))

    @given(reports, st.data())
    def test_documents_that_were_edited(self, report: Report, data: st.DataObject) -> None:
        document = here = json.loads(gr.to_json(report))
        while isinstance(here, (dict, list)) and here:
            key = data.draw(st.sampled_from(sorted(here) if isinstance(here, dict) else range(len(here))))
            if not isinstance(here[key], (dict, list)) or not data.draw(st.integers(0, 4)):
                here[key] = data.draw(st.sampled_from(JUNK))
                break
            here = here[key]
        agree(json.dumps(document, ensure_ascii=data.draw(st.booleans())))

    def test_a_key_twice_in_any_object(self, nangong: gr.AnnualReport) -> None:
        raw = attrs.evolve(gr.read(EXAMPLES / "nangong-2023.xlsx"), provenance=CONSOLIDATED)
        for report in (attrs.evolve(nangong, overview="甲：a: b", provenance=CONSOLIDATED), raw):
            text = gr.to_json(report)
            lines = text.splitlines()
            pairs = [at for at, line in enumerate(lines) if '": ' in line and line[-1] not in "{["]
            assert len(pairs) > 150
            for at in pairs[:: len(pairs) // 100]:
                twice = [*lines[:at], lines[at].rstrip(",") + ",", *lines[at:]]
                with pytest.raises(gr.ReadError, match="twice"):
                    gr.from_json("\n".join(twice))

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            # A colon that is escaped must not make up for that of a key too many.
            ('"overview": "a: b"', r'"overview": "a\u003a b", "year": 2023'),
            ('"overview": "a: b"', r'"overview": "a\u003A b", "year": 2023'),
            ('"overview": "a: b"', r'"overview": "", "overview": "a: b"'),
            ('"overview": "a: b"', r'"\u006fverview": "", "overview": "a: b"'),
            ('"year": 2023', '"year": NaN'),
            ('"year": 2023', '"year": Infinity'),
            ('"year": 2023', '"year": -Infinity, "year": 2023'),
            ('"year": 2023', '"year": 1e400'),
            ('"year": 2023', '"year": 2023, "NaN": NaN'),
            ('"year": 2023', f'"year": {10**30}'),
        ],
    )
    def test_stays_refused(self, nangong: gr.AnnualReport, old: str, new: str) -> None:
        text = gr.to_json(attrs.evolve(nangong, overview="a: b"))
        assert old in text
        agree(text.replace(old, new))
        with pytest.raises((gr.ReadError, gr.InvalidReport)):
            gr.from_json(text.replace(old, new))

    @pytest.mark.parametrize("old", ["utf-8-sig", "utf-16", "utf-32-be", "gbk"])
    def test_bytes_of_other_encodings(self, nangong: gr.AnnualReport, old: str) -> None:
        try:
            agree(gr.to_json(nangong).encode(old))
        except UnicodeDecodeError:
            pytest.fail("an error that is none of ours")

    def test_rows_of_zeros_are_one_object(self, nangong: gr.AnnualReport) -> None:
        read = gr.from_json(gr.to_json(nangong))
        assert isinstance(read, gr.AnnualReport)
        refused = read.requests.outcomes.refused
        assert refused.state_secret is refused.third_party_rights


PIECES = [
    "",
    " ",
    "\n",
    '"',
    ":",
    ",",
    "{",
    "}",
    "[",
    "]",
    "0",
    "-0",
    "-1",
    "1.0",
    "1e0",
    "00",
    "true",
    "null",
    "NaN",
    "Infinity",
    "\\",
    "\\u003a",
    "\\ud800",
    "\ud800",
    "\x00",
    '"year": 2023, ',
    '"file": ":", ',
    '"kind": "number", ',
    '"other": 0, ',
]
JUNK: list[Any] = [
    None,
    True,
    False,
    0,
    1,
    -1,
    0.0,
    -0.0,
    1.5,
    2**63,
    2**64,
    10**30,
    "",
    "1",
    "0.5",
    "1\n",
    "a:b",
    "1元",
    "a\u2028b",
    "2023-02-30",
    [],
    {},
    [[]],
    ["a", {}],
    {"undivided": {}},
    {"file": ":"},
    {"x:": 1},
]


class TestGenerated:
    def test_how_it_looks_that_writes(self) -> None:
        source = _writer(None, False).__doc__ or ""
        assert source.startswith("def write(it):")
        assert '"agency": {null if it.agency is None else quoted(it.agency)}, "year": ' in source

    def test_how_it_looks_that_reads(self) -> None:
        read, keys = fast_in._Reader({}).reading(gr.UndividedClosedOtherwise)
        lines = [line.strip() for line in (read.__doc__ or "").splitlines()]
        assert lines[2].startswith("a0, a1, a2, a3, a4, a5, = row = ")
        assert " if a0 is a1 is a2 is a3 is a4 is a5 is zero else " in lines[3]
        assert lines[-1] == "return made"
        assert keys == 7

    def test_all_classes_of_the_form_have_what_is_known_of_them(self) -> None:
        """Their constructors refuse figures and parts, and do nothing else but in table 3."""
        plain = {gr.Applicants, gr.Documents, gr.Fees, gr.Outcomes, gr.Disclosure, gr.Requests, gr.Remedies}
        assert all(map(fast_in._is_plain, plain))
        assert [cls for cls in plain if fast_in._is_balanced(cls)] == [gr.Requests]
        assert not any(map(fast_in._is_plain, (gr.Period, gr.Money, gr.AnnualReport, gr.RawReport)))

    def test_cattrs_is_not_loaded_for_what_is_in_order(self) -> None:
        code = (
            "import sys, govinfo_report as gr; from govinfo_report.corpus import synthetic\n"
            "report, = synthetic.reports(1)\n"
            "assert gr.from_json(gr.to_json(report)) == report\n"
            "assert 'cattrs' not in sys.modules"
        )
        subprocess.run([sys.executable, "-c", code], check=True)

    def test_made_once(self) -> None:
        assert _reader(None) is _reader(None)
