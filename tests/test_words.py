"""Every word that a person may see is in GBK, the encoding of a Chinese Windows: there, none is an escape.

What a document says is its own affair; these are the words of the library.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import attrs
import click
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report import testing as given_a
from govinfo_report.analysis.consolidation import CAUTIONS
from govinfo_report.analysis.measures import MEASURES
from govinfo_report.cli import present, present_many
from govinfo_report.cli.commands import cli
from govinfo_report.cli.help import help_text
from govinfo_report.cli.usage import usage_text
from govinfo_report.writers import display
from tests.conftest import EXAMPLES, ROOT

SOURCES = ROOT / "src" / "govinfo_report"
LANGUAGES: tuple[Literal["zh", "en"], ...] = ("zh", "en")
#: Modules that know characters of documents, not words for people, and what for.
TABLES = {
    "claims/words.py": "marks between the words of a sentence",
    "raw/doubt.py": "signs of doubt, which are no characters",
    "readers/pages/encoding.py": "what a page says of its bytes that are no text",
    "readers/workbook/number_formats.py": "signs of doubt, which are no characters",
    "readers/pages/css/look.py": "raised digits",
    "readers/pages/css/values.py": "patterns of style sheets",
    "readers/text/layout.py": "where Chinese characters begin",
    "readers/text/frames.py": "signs that tables are drawn of",
    "readers/pdf/joining.py": "where Chinese characters end",
    "readers/pdf/radicals.py": "radicals that stand for characters",
    "document/typography.py": "raised and struck digits",
    "model/prose.py": "white space of a text",
    "prose/fitting.py": "arrows of a page's navigation",
    "prose/furniture.py": "arrows of a page's navigation",
    "source.py": "bytes of a file's name that are no text",
    "testing/reports.py": "what no figure holds",
}


def in_gbk(text: str) -> bool:
    try:
        text.encode("gbk")
    except UnicodeEncodeError:
        return False
    return True


def strings(module: Path) -> Iterator[tuple[int, str]]:
    """Line and value of each string in a module, parts of formatted strings included, without docstrings."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    said_of_code = {
        id(statement.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        for statement in node.body
        if isinstance(statement, ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said_of_code:
            yield node.lineno, node.value


def outside_gbk(module: Path) -> list[tuple[int, str]]:
    return [(line, text) for line, text in strings(module) if not in_gbk(text)]


def is_table(text: str) -> bool:
    """Whether a string is a list or a pattern of characters, and no sentence."""
    return "(?:" in text or "[" in text or not any(sign.isalpha() and in_gbk(sign) for sign in text)


class TestTheSources:
    def test_every_string(self) -> None:
        found = {
            module.relative_to(SOURCES).as_posix(): outside_gbk(module) for module in SOURCES.rglob("*.py")
        }
        assert len(found) > 200
        assert {name for name in TABLES if not found[name]} == set()  # an exception no longer needed
        assert {
            (name, *each)
            for name, strings in found.items()
            for each in strings
            if name not in TABLES or not is_table(each[1])
        } == set()

    def test_a_sign_that_gbk_lacks_is_seen_wherever_it_stands(self, tmp_path: Path) -> None:
        (tmp_path / "a.py").write_text(
            '"""−"""\ndef f(x):\n    """−"""\n    return f"{x} − 1"\n', encoding="utf-8"
        )
        assert outside_gbk(tmp_path / "a.py") == [(4, " − 1")]


def texts(value: Any) -> Iterator[str]:
    """All texts in a value of attrs classes."""
    if isinstance(value, str):
        yield value
    elif attrs.has(type(value)):
        for each in attrs.fields(type(value)):
            yield from texts(getattr(value, each.name))


class TestWhatIsPutTogether:
    def test_rules_measures_and_cautions(self) -> None:
        for value in (*gr.catalogue(), *MEASURES, *CAUTIONS.values()):
            for text in texts(value):
                assert in_gbk(text), text

    def test_the_help_of_every_command(self) -> None:
        for command in (cli, *cli.commands.values()):
            for lang in LANGUAGES:
                words = help_text(click.Context(command, info_name=command.name), lang)
                assert in_gbk(words), words

    @pytest.mark.parametrize("lang", LANGUAGES)
    @pytest.mark.parametrize("name", ["nangong-2023.xlsx", "nangong-2023-error.xlsx", "nangong-2023.txt"])
    def test_what_is_said_of_the_examples(self, name: str, lang: Literal["zh", "en"]) -> None:
        raw = gr.read(EXAMPLES / name)
        result = gr.check(raw, previous=attrs.evolve(raw, year=2022), members=[raw, raw], roster=["甲局"])
        words = [
            *map(str, present.check_text(name, result, lang, everything=True)),
            *present.concise_lines(name, result, lang),
            raw.explain(lang),
            display.text(result, lang),
            *present_many.comparison_lines(gr.compare(raw, raw), lang, everything=True),
            *(suggestion.message(lang) for suggestion in result.suggestions),
        ]
        assert len(words) > 40
        assert all(map(in_gbk, words))

    @settings(max_examples=5)
    @given(data=st.data())
    @pytest.mark.parametrize("rule", given_a.violable_rules(), ids=lambda rule: rule.code)
    def test_findings(self, rule: gr.Rule, data: st.DataObject) -> None:
        raw = data.draw(given_a.violations(rule.code))
        quoted = set(gr.to_json(raw))
        (*findings,) = gr.check(raw).findings
        assert rule.code in {finding.code for finding in findings}
        for finding in findings:
            for lang in LANGUAGES:
                assert in_gbk("".join(sign for sign in finding.message(lang) if sign not in quoted))

    @pytest.mark.parametrize("lang", LANGUAGES)
    def test_usage(self, lang: str) -> None:
        for arguments in (
            ["chek"],
            ["check", "--format", "x", "a"],
            ["scan", "a", "--workers", "0"],
            ["fill"],
        ):
            with pytest.raises(click.ClickException) as caught:
                click.Group.main(cli, arguments, standalone_mode=False)
            assert in_gbk(usage_text(caught.value, lang))
