"""Another package adds an edition of the form: everything takes it, and nothing of the library knows of it.

It has a row more in table 3, a row less in table 2, and a fourth table of labels and figures with a
section of its own; see `edition`.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from textwrap import dedent

import pytest

from tests.plugins.test_plugins import installed, module, run

EDITION = Path(__file__).parent / "edition"
FORMATS = ("xlsx", "docx", "html", "md", "txt", "json")

#: A report of the edition in which hardly any two figures are the same.
REPORT = """
import attrs, json
import govinfo_report as gr
from decimal import Decimal

form = gr.form_with(edition="2031")
figures = {cell.path: 0 if cell.computed else number for number, cell in enumerate(form.cells, start=1001)}
for column in attrs.fields(gr.Applicants):  # what is received and not concluded is carried over
    rows = (row for row in form.node("requests.outcomes").rows() if not row.computed)
    done = sum(figures[f"{row.path}.{column.name}"] for row in rows)
    figures[f"requests.received.{column.name}"] = done + 7
    figures[f"requests.carried_in.{column.name}"] = 5
    figures[f"requests.carried_over.{column.name}"] = 12
for code in ("T302", "T303", "T401"):
    for identity in form.identities:
        if identity.rule.code == code:
            figures[identity.total] = sum(figures[term.path] for term in identity.terms)
raw = gr.RawReport(
    agency="青禾县测绘局",
    year=2031,
    title="青禾县测绘局2031年政府信息公开工作年度报告",
    overview="本年，主动公开、依申请公开、政府信息管理、平台建设和监督保障各项工作按要求开展。",
    problems_and_improvements="有不足，已改进。",
    other_matters="未收取信息处理费。",
    cells=tuple(gr.Cell(path, gr.CellKind.NUMBER, value, str(value)) for path, value in figures.items()),
)
report = raw.to_report()
"""


@pytest.fixture
def edition(tmp_path: Path) -> list[Path]:
    """The package with the edition, installed beside the library."""
    project = tomllib.loads((EDITION / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    installed(tmp_path, project["name"], project["entry-points"])
    return [tmp_path, EDITION / "src"]


def with_report(code: str, paths: list[Path]) -> str:
    """Run code that has the edition's ``form``, a ``report`` of it, and that as printed, ``raw``."""
    done = run(REPORT + dedent(code), *paths, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_it_is_an_edition_behind_those_of_the_library(edition: list[Path]) -> None:
    with_report(
        """
        assert [each.name for each in gr.editions()] == ["2021", "2019", "2031"]
        assert gr.form_with().edition.name == "2021"
        own = {cell.path for cell in form.cells}
        current = {cell.path for cell in gr.form_with().cells}
        withdrawn = {path for path in own if ".withdrawn." in path}
        training = {f"training.{name}" for name in ("sessions", "trained", "expenses")}
        assert len(withdrawn) == 7
        assert own - current == withdrawn | training
        assert current - own == {"disclosure.coercion.decisions"}
        (total,) = [each for each in form.identities if each.total == "requests.outcomes.total.business"
                    and each.rule.code == "T302"]
        assert "requests.outcomes.withdrawn.business" in [term.path for term in total.terms]
        assert len(total.terms) == 22
        """,
        edition,
    )


def test_a_report_of_it(edition: list[Path]) -> None:
    with_report(
        """
        assert report.edition.name == "2031"
        assert list(report.tables) == ["disclosure", "requests", "remedies", "training"]
        assert report.tables["training"].sessions == report["training.sessions"]
        assert report.requests.outcomes.withdrawn == report.tables["requests"].outcomes.withdrawn
        assert gr.RawReport.of(report).to_report() == report
        assert (raw.edition, raw.form) == (report.edition, form)
        again = gr.AnnualReport(agency=report.agency, year=2031, tables=report.tables,
            overview=report.overview, problems_and_improvements=report.problems_and_improvements,
            other_matters=report.other_matters)
        assert again == report
        tables = dict(report.tables)
        del tables["training"]
        try:
            gr.AnnualReport(agency="甲局", year=2031, tables=tables)
        except TypeError as error:
            print(error)
        """,
        edition,
    ).index("training")


def test_cells_tell_it_from_the_others(edition: list[Path]) -> None:
    with_report(
        """
        from govinfo_report.form import edition_shown, every_form, form_showing
        for each in every_form():  # with the edition there, too, every form is known as itself
            assert edition_shown(each.by_path) == each.edition, each
            assert form_showing(each.by_path) is each
        assert edition_shown(["training.sessions"]).name == "2031"
        # Table 3 of the one beside table 2 of the other: no report of either.
        mixed = [path for path in form.by_path if not path.startswith("disclosure.")]
        mixed += [path for path in gr.form_with(edition="2019").by_path if path.startswith("disclosure.")]
        hybrid = form_showing(mixed)
        assert (edition_shown(mixed), hybrid.edition) == (None, None)
        assert set(hybrid.by_path) == set(mixed)
        cells = [gr.Cell(path, gr.CellKind.NUMBER, 0, "0") for path in mixed]
        found = gr.RawReport(agency="甲局", year=2031, cells=tuple(cells))
        (said,) = [each for each in gr.check(found).findings if each.code == "F208"]
        assert "2019年版" in said.message("zh") and "2031年版" in said.message("zh")
        assert "2021年版" not in said.message("zh")
        try:
            found.to_report()
        except gr.InvalidReport as error:
            assert [each.code for each in error.findings] == ["F208"]
        else:
            raise AssertionError
        """,
        edition,
    )


def test_json_and_its_schema(edition: list[Path]) -> None:
    with_report(
        """
        import jsonschema
        text = gr.to_json(report)
        assert gr.from_json(text) == report
        assert gr.from_json(gr.to_json(raw)) == raw
        jsonschema.validate(json.loads(gr.to_json(raw)), gr.json_schema("raw"))
        valid = jsonschema.Draft202012Validator(gr.json_schema()).is_valid
        document = json.loads(text)
        assert valid(document)
        assert document["edition"] == "2031"
        assert document["training"] == {"sessions": report.tables["training"].sessions,
            "trained": report.tables["training"].trained, "expenses": str(report.tables["training"].expenses)}
        wrong = [dict(document, training={}), dict(document, edition="2021"), dict(document, edition="2019"),
                 {name: part for name, part in document.items() if name != "training"},
                 dict(document, training=dict(document["training"], sessions="1"))]
        former = json.loads(gr.to_json(gr.load("examples/nangong-2023.txt", blanks="zero")))
        assert valid(former)
        wrong += [dict(former, edition="2031"), dict(former, training=document["training"])]
        for each in wrong:
            assert not valid(each)
            try:
                gr.from_json(json.dumps(each))
            except gr.ReadError:
                continue
            raise AssertionError(each)
        """,
        edition,
    )


def test_rules(edition: list[Path]) -> None:
    with_report(
        """
        def codes(raw):
            return {(each.code, each.path) for each in gr.check(raw, ignore=["T201"]).findings}
        def printed(**figures):
            cells = [attrs.evolve(cell, value=figures[cell.path], text=str(figures[cell.path]))
                     if cell.path in figures else cell for cell in raw]
            return attrs.evolve(raw, cells=tuple(cells))
        assert codes(report) == codes(raw) == set()
        late = attrs.evolve(raw, year=2030, title=None)
        assert codes(late) == {("F207", "disclosure")}
        former = gr.read("examples/nangong-2023.xlsx")
        assert ("F207", "disclosure") in codes(attrs.evolve(former, year=2031, title=None, period=None))
        path = "requests.outcomes.withdrawn.business"
        wrong = printed(**{path: raw[path].value + 1, "requests.outcomes.withdrawn.total":
            raw["requests.outcomes.withdrawn.total"].value + 1})
        assert {code for code, _ in codes(wrong)} == {"T302"}
        assert codes(printed(**{"training.sessions": -1})) == {("F401", "training.sessions")}
        assert codes(printed(**{"training.expenses": -1})) == {("F402", "training.expenses")}
        rest = tuple(cell for cell in raw if not cell.path.startswith("training."))
        assert codes(attrs.evolve(raw, cells=rest)) == {("F201", "training")}
        """,
        edition,
    )


def test_frames_and_back(edition: list[Path]) -> None:
    with_report(
        """
        from tests.conftest import figures as printed
        former = gr.read("examples/nangong-2023-error.xlsx")
        blank = "requests.outcomes.withdrawn.business"
        cells = [gr.Cell(cell.path, gr.CellKind.BLANK) if cell.path == blank else cell for cell in raw]
        total = "requests.outcomes.total.other"
        more = raw[total].value + 1
        cells = [attrs.evolve(cell, value=more, text=str(more)) if cell.path == total else cell
                 for cell in cells]
        reports = [former, raw, attrs.evolve(raw, cells=tuple(cells))]
        frame = gr.frames.wide(reports, kinds=True, texts=True)
        assert frame["edition"].to_list() == ["2021", "2031", "2031"]
        back = list(gr.frames.reports(frame))
        for one, other in zip(reports, back, strict=True):
            assert printed(one) == printed(other)
        frame = frame.with_row_index("number")
        def found(frame):
            failed = gr.frames.check(frame, index=["number"])
            return {(row["number"], row["rule"], row["path"]) for row in failed.to_dicts()}
        # One edition's sum is never taken for the other's, neither where a figure of it is missing.
        expected = {(at, each.identity.rule.code, each.identity.total) for at, one in enumerate(reports)
            for each in gr.check(one).evaluations if each.outcome == "failed"}
        assert {at for at, *_ in expected} == {0, 2}
        assert found(frame) == expected
        # Nobody can tell of which form a row is: what two forms sum differently is not decided.
        untold = found(frame.drop("edition"))
        assert untold < expected
        assert {each for each in expected if each[1] != "T302"} <= untold
        names = gr.frames.tidy([raw]).filter(__import__("polars").col("table") == "training")
        assert names["path"].to_list() == ["training.sessions", "training.trained", "training.expenses"]
        """,
        edition,
    )


def test_strategies(edition: list[Path]) -> None:
    with_report(
        """
        from hypothesis import find, given, settings
        from govinfo_report import testing
        met = set()
        @settings(max_examples=60, deadline=None, database=None)
        @given(testing.reports())
        def hold(report):
            met.add(report.edition.name)
            assert gr.check(report).ok
            assert gr.from_json(gr.to_json(report)) == report
        hold()
        assert met == {"2021", "2019", "2031"}
        """,
        edition,
    )


def test_a_template(edition: list[Path], tmp_path: Path) -> None:
    """Its cells have their names; filled in by hand, its totals are formulas over the right cells."""
    with_report(
        f"""
        from openpyxl import load_workbook
        path = {str(tmp_path / "t.xlsx")!r}
        last = attrs.evolve(raw, year=2030, title=None)
        gr.write_template(path, agency="青禾县测绘局", edition="2031", last_year=last)
        workbook = load_workbook(path)
        assert workbook.sheetnames[1:-1] == [section.printed.label for section in report.edition.sections]
        assert set(form.by_path) == set(workbook.defined_names)
        def at(path):
            sheet, address = workbook.defined_names[path].attr_text.split("!")
            return workbook[sheet.strip("'")][address.replace("$", "")]
        for cell in form.cells:
            assert str(at(cell.path).value or "").startswith("=") is cell.computed, cell.path
        own = at("requests.outcomes.withdrawn.business").coordinate
        total = at("requests.outcomes.total.business").value
        first = at("requests.outcomes.granted.business").coordinate
        assert own in total or (first[:-1] in total and ":" in total)
        for column in attrs.fields(gr.Applicants):
            assert at(f"requests.carried_in.{{column.name}}").value == 12
        assert at("training.sessions").parent.title == "五、政府信息公开教育培训情况"
        """,
        edition,
    )


@pytest.mark.parametrize("suffix", FORMATS)
def test_it_is_written(edition: list[Path], tmp_path: Path, suffix: str) -> None:
    with_report(
        f"""
        for number, each in enumerate((report, raw, gr.check(raw))):
            if isinstance(each, gr.CheckResult) and {suffix!r} in ("txt", "json"):
                continue  # they have no copy with findings
            data = gr.write(each, {str(tmp_path)!r} + f"/{{number}}.{suffix}").read_bytes()
            assert data
        """,
        edition,
    )


@pytest.mark.parametrize("suffix", ["html", "md", "txt"])
def test_what_is_written_has_its_sections_and_rows(edition: list[Path], tmp_path: Path, suffix: str) -> None:
    with_report(
        f"""
        text = gr.write(report, {str(tmp_path / f"a.{suffix}")!r}).read_text(encoding="utf-8")
        at = 0
        for section in report.edition.sections:
            at = text.index(section.printed.label, at)
        assert "（七）申请人撤回" in text and "行政强制" not in text
        row = text[text.index("参加培训人次"):]
        assert row[:80].count(str(report.tables["training"].trained)) == 1
        """,
        edition,
    )


@pytest.mark.parametrize("suffix", FORMATS)
def test_it_is_read_back(edition: list[Path], tmp_path: Path, suffix: str) -> None:
    with_report(
        f"""
        path = {str(tmp_path / f"a.{suffix}")!r}
        gr.write(report, path)
        again = gr.read(path)
        assert {{cell.path: cell.value for cell in again}} == {{cell.path: cell.value for cell in raw}}
        assert not again.leftovers
        assert again.to_report() == report
        """,
        edition,
    )


@pytest.mark.parametrize("suffix", FORMATS)
def test_its_prose_is_read_under_its_own_headings(edition: list[Path], tmp_path: Path, suffix: str) -> None:
    with_report(
        f"""
        path = {str(tmp_path / f"a.{suffix}")!r}
        gr.write(report, path)
        again = gr.read(path)
        for name in gr.AnnualReport.PROSE_SECTIONS:
            assert getattr(again, name) == getattr(report, name), name
        """,
        edition,
    )


def test_a_workbook_is_filled(edition: list[Path], tmp_path: Path) -> None:
    with_report(
        f"""
        form, out = {str(tmp_path / "form.xlsx")!r}, {str(tmp_path / "out.xlsx")!r}
        cells = tuple(attrs.evolve(cell, value=1, text="1") for cell in raw)
        gr.write(attrs.evolve(raw, cells=cells), form)
        gr.fill(form, report, out)
        assert gr.load(out).tables == report.tables
        """,
        edition,
    )


def test_a_template_is_filled(edition: list[Path], tmp_path: Path) -> None:
    with_report(
        f"""
        form, out = {str(tmp_path / "t.xlsx")!r}, {str(tmp_path / "out.xlsx")!r}
        gr.write_template(form, edition="2031")
        gr.fill(form, report, out)
        assert gr.load(out) == report
        """,
        edition,
    )


def test_sums_comparisons_and_series(edition: list[Path], tmp_path: Path) -> None:
    with_report(
        f"""
        other = attrs.evolve(report, agency="青禾县水利局")
        city = gr.consolidate([report, other], agency="青禾县人民政府")
        assert city.edition.name == "2031"
        assert city.tables["training"].expenses == 2 * report.tables["training"].expenses
        path = "requests.outcomes.withdrawn.total"
        assert city[path] == 2 * report[path]
        gr.write(city, {str(tmp_path / "city.xlsx")!r}, members=[report, other])
        assert gr.compare(report, other).changes == ()
        assert gr.Series.of([raw]).values("training.sessions") == {{2031: raw["training.sessions"].value}}
        assert gr.measures(report)["granted"] > 0
        """,
        edition,
    )


TAKEN = "from govinfo_report.model.editions import EDITION_2021 as IT"
MADE = """
import attrs
from govinfo_report.model import Disclosure2019, Printing, Kind, Section, Table
from govinfo_report.model.editions import EDITION_2021, EDITION_2019
from govinfo_report.model.fields import Printed
SECTIONS = EDITION_2021.sections
def made(*sections):
    return attrs.evolve(EDITION_2021, name="2031", since=2031, sections=sections)
def table(name, model):
    return Table(name=name, printed=Printed(label="五、表"), model=model, printing=Printing(kind=Kind.PAIRS))
"""


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("IT = 2031", "应是一个 Edition"),
        (TAKEN, "已有 2021 年版格式"),
        (f"{MADE}IT = made(*SECTIONS)", "各表与 2021 年版格式全同"),
        (f"{MADE}IT = made(SECTIONS[0], *SECTIONS[:3])", "“overview”不止一个部分"),
        (f"{MADE}IT = made(Section(name='words', printed=Printed(label='一、文')))", "不是“words”"),
        (f"{MADE}IT = made(table('year', Disclosure2019))", "“year”不能作表名"),
        (f"{MADE}IT = made(table('training', int))", "“training”的类没有标签"),
    ],
)
def test_an_edition_that_cannot_be_used_is_refused(tmp_path: Path, code: str, said: str) -> None:
    module(tmp_path, "editions", code)
    done = run(
        """
        import govinfo_report as gr
        try:
            gr.editions()
        except gr.PluginError as error:
            print(error.message("zh"))
        """,
        tmp_path,
    )
    assert said in done.stdout
    assert "broken-report: it" in done.stdout


def test_a_cell_that_is_of_another_kind_elsewhere_is_refused(tmp_path: Path) -> None:
    module(
        tmp_path,
        "editions",
        """
        import attrs
        from govinfo_report.model import Edition
        from govinfo_report.model.editions import EDITION_2021
        from govinfo_report.model.fields import amount, row

        @attrs.frozen(kw_only=True)
        class Row:
            issued: int = attrs.field(metadata=amount("本年制发金额（单位：万元）"))

        @attrs.frozen(kw_only=True)
        class Other:
            regulations: Row = attrs.field(metadata=row("规章", under="第二十条第（一）项"))

        _, table, *_ = EDITION_2021.sections
        IT = Edition(name="2031", since=2031, sections=(attrs.evolve(table, model=Other),))
        """,
    )
    done = run(
        """
        import govinfo_report as gr
        try:
            gr.form_with()
        except gr.PluginError as error:
            print(error.message("zh"))
        """,
        tmp_path,
    )
    assert "govinfo_report.editions: 2031" in done.stdout
    assert "“disclosure.regulations.issued”在别版格式里是另一种数" in done.stdout


def test_json_of_it_is_generated_too(edition: list[Path]) -> None:
    with_report(
        """
        from govinfo_report.serialise.json import _from_json, _quickly, _to_json, _writer
        for indent in (True, False):
            text = gr.to_json(report, indent=indent)
            assert text == _writer(report.edition, indent)(report)
            assert text == _to_json(report, "govinfo-report", indent)
            assert _quickly(text) == _from_json(text, None) == report
        wrong = text.replace('"sessions": ', '"sessions": -')
        errors = []
        for read in (gr.from_json, lambda text: _from_json(text, None)):
            try:
                read(wrong)
            except gr.InvalidReport as error:
                errors.append(str(error))
        assert errors[0] == errors[1]
        """,
        edition,
    )
