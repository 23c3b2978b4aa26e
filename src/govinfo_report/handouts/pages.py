"""`write_pages`: a scan as pages to browse: an index with a search, and a review page for each report."""

from __future__ import annotations

import os
import re
import secrets
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import TextIO

from govinfo_report.corpus import ScanResult
from govinfo_report.corpus.entries import PAGES, PAGES_MARK
from govinfo_report.corpus.results import require_unread
from govinfo_report.corpus.summary import Summary
from govinfo_report.errors import WriteError
from govinfo_report.handouts.rows import remark_of, report_row, verdict_in
from govinfo_report.source import shown
from govinfo_report.writers.atomic import disk_error, unfinished
from govinfo_report.writers.characters import clean
from govinfo_report.writers.html import render_html
from govinfo_report.writers.printing import printout_of

__all__ = ["pages_beside", "write_pages"]

_PAGE = re.compile(r"[0-9]{6,}\.html")
_HEADS = (
    ("机关", "agency"),
    ("年度", "year"),
    ("结论", "verdict"),
    ("错误", "errors"),
    ("警告", "warnings"),
    ("提示", "notes"),
    ("文件", "file"),
    ("规则、备注", "rules, remarks"),
)


def write_pages(
    results: Iterable[ScanResult],
    folder: str | os.PathLike[str],
    *,
    lang: str = "zh",
    overwrite: bool = False,
) -> Summary:
    """Write pages to browse: ``index.html`` with a search, and a review page for each report.

    They load nothing and can be opened from a disk, sent, or put on any server. They are made beside the
    folder and moved into place in the end.

    Args:
        results: The results of `scan`; nothing is kept of them.
        folder: The folder to make; one that is there has to be empty.
        lang: Language of the index. Review pages are Chinese, as the reports are.
        overwrite: Whether the pages of an earlier run may be replaced, nothing else being in the folder.

    Raises:
        WriteError: There is something in the folder, the one around it is not there, or the disk refuses.
    """
    summary = Summary()
    with pages_beside(results, folder, lang=lang, overwrite=overwrite) as passing:
        for result in passing:
            summary.add(result)
    return summary


@contextmanager
def pages_beside(
    results: Iterable[ScanResult], folder: str | os.PathLike[str], *, lang: str, overwrite: bool
) -> Iterator[Iterator[ScanResult]]:
    """The results as they come, a page written of each; the pages stand when the block has ended well."""
    require_unread(results)
    home, summary = Path(os.path.realpath(folder)), Summary()
    _require_room(home, overwrite=overwrite)
    with unfinished(), _workshop(home) as shop:
        (shop / PAGES).mkdir()
        with (shop / "rows.tmp").open("w+", encoding="utf-8") as rows:
            yield _passing(results, shop, rows, summary, lang)
            rows.seek(0)
            with (shop / "index.html").open("w", encoding="utf-8") as index:
                index.write(_head(summary, lang))
                shutil.copyfileobj(rows, index)
                index.write(_foot())
        (shop / "rows.tmp").unlink()
        _put(shop, home)


def _passing(
    results: Iterable[ScanResult], shop: Path, rows: TextIO, summary: Summary, lang: str
) -> Iterator[ScanResult]:
    for number, result in enumerate(results, start=1):
        summary.add(result)
        name = f"{PAGES}/{number:06}.html" if result.error is None else None
        if name is not None:
            _review(result, shop / name, lang)
        rows.write(_row(result, name, lang))
        yield result


def _require_room(home: Path, *, overwrite: bool) -> None:
    """Refuse a folder that pages cannot be put in place of, before any file is read for them."""
    if not home.parent.is_dir():
        raise WriteError(
            "目标文件夹不存在。",
            "The folder does not exist.",
            where=str(home.parent),
            advice_zh="请先建立文件夹。",
            advice_en="Make the folder first.",
        )
    if not home.exists() or (home.is_dir() and not any(home.iterdir())):
        return
    if not overwrite or not _is_ours(home):
        raise WriteError(
            "文件夹里已有文件，未覆盖。" if home.is_dir() else "这是文件，不是文件夹。",
            "There are files in the folder; they were left alone." if home.is_dir() else "This is a file.",
            where=str(home),
            advice_zh="请换一个文件夹；里面只有以前写的这种网页时，可用 overwrite=True 替换。",
            advice_en="Choose another; if it holds only such pages of before, overwrite=True replaces them.",
        )


def _is_ours(home: Path) -> bool:
    """Whether a folder holds pages of an earlier run, and nothing else that would be lost."""
    index, reports = home / "index.html", home / PAGES
    if {each.name for each in home.iterdir()} != {"index.html", PAGES} or not reports.is_dir():
        return False
    with index.open(encoding="utf-8", errors="replace") as stream:
        ours = PAGES_MARK in stream.read(2_000)
    return ours and all(_PAGE.fullmatch(each.name) for each in reports.iterdir())


@contextmanager
def _workshop(home: Path) -> Iterator[Path]:
    """A folder beside the pages' own for what is not finished; gone in the end, whatever happens."""
    shop = home.with_name(f".{home.name[:40]}.{secrets.token_hex(6)}.tmp")
    try:
        shop.mkdir()
        yield shop
    except OSError as error:
        raise disk_error(error, str(home)) from error
    finally:
        shutil.rmtree(shop, ignore_errors=True)


def _put(shop: Path, home: Path) -> None:
    """The pages in their place; those of before go once the new ones stand."""
    old = home.with_name(f"{shop.name}.old")
    if home.exists():
        home.rename(old)
    try:
        shop.rename(home)
    except OSError:
        if old.exists():
            old.rename(home)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _review(result: ScanResult, path: Path, lang: str) -> None:
    words = "All reports" if lang == "en" else "全部报告"
    file = _text(shown(result.path))
    subject = result.result if result.result is not None else result.raw
    assert subject is not None  # a file without an error has a report
    printout = printout_of(subject)
    named = "" if printout.title else f"<h1>{file}</h1>"  # a page has to be called something
    back = f'<a href="../index.html">← {words}</a>'
    above = f'<header><nav aria-label="{words}"><p>{back}　{file}</p></nav>{named}</header>'
    path.write_text(render_html(printout, above), encoding="utf-8")


def _text(words: str) -> str:
    return escape(clean(words))


def _row(result: ScanResult, name: str | None, lang: str) -> str:
    if result.error is not None or name is None:
        why = (
            _text(result.error.message(lang).removeprefix(f"{result.error.where}: ")) if result.error else ""
        )
        verdict = "unread" if lang == "en" else "未读"
        cells = ["", "", verdict, "", "", "", _text(shown(result.path)), why]
        return _tr("unread", cells)
    unknown = "agency unknown" if lang == "en" else "机关不详"
    findings = result.result.findings if result.result is not None else ()
    codes: dict[str, int] = {}
    for finding in findings:
        codes[finding.code] = codes.get(finding.code, 0) + 1
    said = [f"{code}×{count}" if count > 1 else code for code, count in codes.items()]
    remark = ("; " if lang == "en" else "；").join(remark_of(result, lang).split("\n"))
    cells = [
        f'<a href="{name}">{_text(result.agency or unknown)}</a>',
        str(result.year or ""),
        verdict_in(lang, result),
        *map(str, report_row(result, lang)[4:7]),
        _text(shown(result.path)),
        " ".join(said) + ("<br>" if said and remark else "") + _text(remark),
    ]
    return _tr("wrong" if result.ok is False else "fine", cells)


def _tr(kind: str, cells: Sequence[str]) -> str:
    labels = ("agency", "year", "verdict", "count", "count", "count", "file", "codes")
    body = "".join(f'<td class="{label}">{cell}</td>' for label, cell in zip(labels, cells, strict=True))
    return f'<tr class="{kind}">{body}</tr>\n'


def _head(summary: Summary, lang: str) -> str:
    english = lang == "en"
    title = "Annual reports: what the check found" if english else "政府信息公开工作年度报告检查结果"
    counts = {
        "all": ("全部", "all", summary.files),
        "wrong": ("不符合", "do not conform", summary.read - summary.conforming),
        "fine": ("符合", "conform", summary.conforming),
        "unread": ("未读", "not read", summary.files - summary.read),
    }
    choices = "".join(
        f'<label><input type="radio" name="kind" value="{kind}"{" checked" if kind == "all" else ""}>'
        f"{en if english else zh} {count}</label>"
        for kind, (zh, en, count) in counts.items()
    )
    heads = "".join(f'<th scope="col">{en if english else zh}</th>' for zh, en in _HEADS)
    search = "Search agency, file, rule" if english else "查找机关、文件、规则"
    none = "Nothing was found." if english else "没有找到。"
    return (
        f'<!DOCTYPE html>\n<html lang="{"en" if english else "zh-CN"}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n{PAGES_MARK}\n'
        f"<title>{title}</title>\n<style>\n{_part('pages.css')}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
        f'<form id="find" hidden><label for="words">{search}</label><input id="words" type="search">'
        f"<fieldset><legend>{'Verdict' if english else '结论'}</legend>{choices}</fieldset></form>\n"
        f'<p id="none" role="status" data-words="{none}"></p>\n'
        f"<table><thead><tr>{heads}</tr></thead>\n<tbody>\n"
    )


def _foot() -> str:
    return f"</tbody></table>\n</main>\n<script>\n{_part('pages.js')}</script>\n</body>\n</html>\n"


def _part(name: str) -> str:
    return (files("govinfo_report.handouts") / name).read_text(encoding="utf-8")
