"""Rows made where the files are read: the same as made of results here, whatever happens to their makers."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import attrs
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report import testing as given_a
from govinfo_report.corpus import repeats as repeats_module
from govinfo_report.corpus import scanning, synthetic
from govinfo_report.corpus.entries import entries_of
from govinfo_report.corpus.listing import Files, cut, listed, opened
from govinfo_report.corpus.pools import Runner
from govinfo_report.corpus.repeats import Met, Repeats
from govinfo_report.corpus.rows import Columns, make_rows, write_rows
from tests.conftest import EXAMPLES


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Forty reports in three folders, some of them twice, some of them none."""
    made = tmp_path / "in"
    for number, raw in enumerate(synthetic.printed(40, seed=1, slips=0.5, blanks=0.5)):
        place = made / f"{number % 3}"
        place.mkdir(parents=True, exist_ok=True)
        gr.write(raw, place / f"{number:02}.json")
    (made / "1" / "none.png").write_bytes(b"\x89PNG....")
    (made / "2" / "again.json").write_bytes((made / "0" / "00.json").read_bytes())
    raw = gr.read(made / "0" / "03.json")
    gr.write(raw, made / "2" / "same.txt")  # in another format, and it says the same
    gr.write(raw.replace({"disclosure.licensing.decisions": 987}), made / "2" / "version.txt")
    (made / "2" / "nowhere.json").symlink_to(made / "missing.json")
    return made


def assert_written(target: Path, results: list[gr.ScanResult], *, kinds: bool = False) -> None:
    assert pl.read_parquet(target).equals(gr.frames.corpus(results, kinds=kinds))
    assert pl.read_parquet(target.with_suffix(".findings.parquet")).equals(gr.frames.findings(results))


@given(
    reports=st.lists(given_a.raw_reports(), max_size=3),
    asked=st.builds(Columns, kinds=st.booleans(), texts=st.booleans(), sources=st.booleans()),
)
def test_rows_are_those_of_frames(reports: list[gr.RawReport], asked: Columns) -> None:
    results = [
        gr.ScanResult(path=Path(f"{number}.txt"), read=(raw, gr.check(raw)), agency=raw.agency, year=raw.year)
        for number, raw in enumerate(reports)
    ]
    results.append(gr.ScanResult(path=Path("bad"), error=gr.ReadError("坏", "bad")))
    with TemporaryDirectory() as name:
        part = write_rows(iter(results), Path(name), asked).part
        made = pl.read_parquet(Path(name, f"{part}.corpus")), pl.read_parquet(Path(name, f"{part}.findings"))
    again = [result.travelling() for result in results]
    frame = gr.frames.corpus(again, kinds=asked.kinds, texts=asked.texts, sources=asked.sources)
    assert made[0].equals(frame)
    assert made[1].equals(gr.frames.findings(again))


class TestCorpus:
    def test_by_workers_and_by_the_parent(self, folder: Path, tmp_path: Path) -> None:
        done: list[int] = []
        by_workers = gr.write_corpus(
            gr.scan(folder, workers=2), tmp_path / "a.parquet", kinds=True, progress=done.append
        )
        results = list(gr.scan(folder, workers=2))
        by_parent = gr.write_corpus(results, tmp_path / "b.parquet", kinds=True)
        assert_written(tmp_path / "a.parquet", results, kinds=True)
        assert_written(tmp_path / "b.parquet", results, kinds=True)
        assert by_workers == by_parent
        assert (by_workers.files, by_workers.repeated, by_workers.versions) == (45, 2, 1)
        assert sum(done) == 45

    def test_files_that_only_this_process_can_name(self, folder: Path, tmp_path: Path) -> None:
        paths = sorted(path for path in folder.rglob("*") if not path.is_dir())
        with ThreadPoolExecutor(2) as executor:
            gr.write_corpus(gr.scan(iter(paths), executor=executor), tmp_path / "a.parquet")
        assert_written(tmp_path / "a.parquet", list(gr.scan(folder, workers=1)))

    def test_workers_that_do_not_see_the_target(self, folder: Path, tmp_path: Path) -> None:
        class Elsewhere(ThreadPoolExecutor):
            def submit(self, call: Any, /, *arguments: Any, **named: Any) -> Future[Any]:
                if call is os.path.isdir:
                    return super().submit(bool)
                return super().submit(call, *arguments, **named)

        with Elsewhere(2) as executor:
            gr.write_corpus(gr.scan(folder, executor=executor), tmp_path / "a.parquet")
        assert_written(tmp_path / "a.parquet", list(gr.scan(folder, workers=1)))

    def test_a_manifest_is_kept(self, folder: Path, tmp_path: Path) -> None:
        for number in range(2):
            summary = gr.write_corpus(
                gr.scan(folder, workers=1, resume=tmp_path / "m"), tmp_path / f"{number}.parquet"
            )
        assert summary.resumed == 44
        assert pl.read_parquet(tmp_path / "0.parquet").equals(pl.read_parquet(tmp_path / "1.parquet"))

    @pytest.mark.skipif(sys.platform != "linux", reason="needs fork")
    def test_a_file_that_brings_its_process_down(self, folder: Path, tmp_path: Path) -> None:
        (folder / "1" / "05-crash.json").write_bytes((folder / "0" / "00.json").read_bytes())
        script = tmp_path / "script.py"
        script.write_text(
            "import os, signal, sys\n"
            "import govinfo_report as gr\n"
            "from govinfo_report.corpus import work\n"
            "def dangerous(data, **named):\n"
            "    if 'crash' in named['name']: os.kill(os.getpid(), signal.SIGKILL)\n"
            "    return gr.read(data, **named)\n"
            "work.read = dangerous\n"
            "gr.write_corpus(gr.scan(sys.argv[1], workers=2), sys.argv[2])\n",
            encoding="utf-8",
        )
        target = tmp_path / "a.parquet"
        subprocess.run([sys.executable, str(script), str(folder), str(target)], check=True)
        frame = pl.read_parquet(target)
        assert frame["file"].to_list() == [str(entry.path) for entry in entries_of(folder)]
        lost = frame.filter(pl.col("unread").str.contains("进程崩溃或被终止"))["file"].to_list()
        assert lost == [str(folder / "1" / "05-crash.json")]
        rest = [result for result in gr.scan(folder, workers=1) if "crash" not in result.path.name]
        assert frame.filter(pl.col("file") != lost[0]).equals(gr.frames.corpus(rest))

    @pytest.mark.filterwarnings("ignore")
    def test_dask_with_a_worker_killed_in_the_middle(self, tmp_path: Path) -> None:
        distributed = pytest.importorskip("distributed")
        text, folder = (EXAMPLES / "nangong-2023.txt").read_text(encoding="utf-8"), tmp_path / "many"
        folder.mkdir()
        for number in range(120):
            (folder / f"{number:03}.txt").write_text(
                text.replace("南宫市", f"甲县第{number}局"), encoding="utf-8"
            )
        with (
            distributed.LocalCluster(
                n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None,
                local_directory=str(tmp_path),
            ) as cluster,
            distributed.Client(cluster) as client,
        ):  # fmt: skip
            workers = list(client.run(os.getpid).values())

            def kill(_: int) -> None:
                if workers:
                    os.kill(workers.pop(), signal.SIGKILL)

            scan = gr.scan(folder, executor=client.get_executor(), workers=2)
            summary = gr.write_corpus(scan, tmp_path / "a.parquet", progress=kill)
        assert (summary.files, summary.conforming) == (120, 120)
        frame = pl.read_parquet(tmp_path / "a.parquet")
        assert frame["file"].to_list() == [str(path) for path in sorted(folder.iterdir())]


class TestHalves:
    def test_a_lost_chunk_is_halved(self) -> None:
        sizes: list[int] = []

        def task(files: Files) -> list[str]:
            named = opened(files)
            if named[0][1] is not None:
                return [f"lost {named[0][0]}"]
            sizes.append(len(named))
            if any(path == "37" for path, _ in named):
                raise OSError("the worker is lost")
            return [path for path, _ in named]

        chunk = tuple((str(number), None) for number in range(256))
        with ThreadPoolExecutor(2) as executor:
            ((number, parts),) = Runner(task=task, executor=executor, workers=2).run(iter([(0, chunk)]))
        found = [path for part in parts for path in part]
        assert number == 0
        assert found == [f"lost {path}" if path == "37" else path for path, _ in chunk]
        assert sizes[0] == 256
        assert len(sizes) == 1 + 2 * 8  # two halves at each of eight levels

    def test_chunks_that_are_not_there_yet(self) -> None:
        def chunks() -> Iterator[Any]:
            yield None
            yield 0, (("a", None),)
            yield None
            yield 1, (("b", None),)

        with ThreadPoolExecutor(1) as executor:
            assert sorted(
                Runner(task=lambda files: len(opened(files)), executor=executor, workers=1).run(chunks())
            ) == [
                (0, [1]),
                (1, [1]),
            ]


def test_what_is_named_twice_comes_once_and_nothing_else_is_lost(tmp_path: Path) -> None:
    for name in ("a/one.txt", "a/.h/two.txt", "b/three.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    here = tmp_path / "a"
    sources = [here, here / "one.txt", here / ".h" / "two.txt", here / ".." / "b"]
    assert [each.path.name for each in entries_of(sources)] == ["one.txt", "two.txt", "three.txt"]


def test_a_folder_is_not_passed_over_for_a_name(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "one.txt").write_text("x")
    (tmp_path / "sub" / "发函清单.xlsx").write_bytes(b"somebody's own")
    assert [each.path.name for each in entries_of(tmp_path)] == ["one.txt", "发函清单.xlsx"]


def test_reports_that_differ_in_anything_are_two(nangong: gr.AnnualReport) -> None:
    raw = gr.RawReport.of(nangong)
    half = gr.Period(start=date(2023, 1, 1), end=date(2023, 6, 30))
    other = (attrs.evolve(raw, period=half), attrs.evolve(raw, preamble="另一段。"))
    said = {gr.ScanResult.of(Path("a"), each, None, digest="", size=0).said for each in (raw, *other)}
    assert len(said) == 3


class TestListing:
    def test_the_files_in_their_order(self, folder: Path, tmp_path: Path) -> None:
        with ThreadPoolExecutor(1) as executor:
            chunks = [chunk for chunk in listed(folder, tmp_path, 256, executor.submit) if chunk is not None]
        assert [number for number, _ in chunks] == list(range(len(chunks)))
        paths = [path for _, files in chunks for path, _ in opened(files)]
        assert paths == [str(entry.path) for entry in entries_of(folder)]
        known = [path for _, files in chunks for path, result in opened(files) if result is not None]
        assert known == [str(folder / "2" / "nowhere.json")]

    def test_who_makes_it_may_die_or_not_be_there(self, folder: Path, tmp_path: Path) -> None:
        tried: list[int] = []

        def lost(call: Any, *arguments: Any) -> Future[Any]:
            tried.append(call(*arguments))
            future: Future[Any] = Future()
            future.set_exception(RuntimeError("the worker is lost"))
            return future

        def none(*_: Any) -> None:
            return None

        submits: list[Callable[..., Future[Any] | None]] = [lost, none]
        for number, submit in enumerate(submits):
            place = tmp_path / f"{number}"
            place.mkdir()
            chunks = list(listed(folder, place, 256, submit))
            assert sum(len(opened(chunk[1])) for chunk in chunks if chunk is not None) == 45
        assert len(tried) == 3

    def test_chunks_grow(self) -> None:
        entries = iter(entries_of([f"{number}.txt" for number in range(6_000)]))
        sizes = [len(chunk) for chunk in cut(entries, 256)]
        assert sizes[0] == 8
        assert sizes[-2] == 256
        assert all(size <= max(8, sum(sizes[:place]) // 16) for place, size in enumerate(sizes))


class TestRepeats:
    @given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 5)), max_size=40), st.integers(1, 7))
    def test_as_a_dictionary_would(self, files: list[tuple[int, int]], size: int) -> None:
        results = [
            gr.ScanResult(
                path=Path(f"{number}.txt"),
                digest=sha256(bytes([content])).hexdigest() if content else None,
                agency=f"甲县第{report}局" if content and report else None,
                year=2023,
            )
            for number, (content, report) in enumerate(files)
        ]
        contents: dict[str, Path] = {}
        reports: dict[str, Path] = {}
        expected: list[tuple[Path | None, Path | None]] = []
        for each in results:
            same = other = None
            if each.digest is not None:
                first = contents.setdefault(each.digest, each.path)
                same = None if first == each.path else first
                if same is None and each.agency is not None:
                    first = reports.setdefault(each.agency, each.path)
                    other = None if first == each.path else first
            expected.append((same, other))
        repeats = Repeats()
        starts = range(0, len(results), size)
        found = [mark for start in starts for mark in repeats.marks(Met.of(results[start : start + size]))]
        assert found == expected

    def test_bytes_a_file(self) -> None:
        number, repeats = 200_000, Repeats()
        tracemalloc.start()
        try:
            for start in range(0, number, 256):
                names = range(start, start + 256)
                paths = [Path(f"/data/2023/县{name // 50:06}/{name:09}.html") for name in names]
                met = Met.of([gr.ScanResult(path=path) for path in paths])
                digests = [sha256(str(path).encode()).digest() for path in paths]
                reports = b"".join(digest[:16] for digest in digests)
                repeats.marks(Met(met.names, b"".join(digests), reports))
            own = tracemalloc.Filter(True, repeats_module.__file__)
            traces = tracemalloc.take_snapshot().filter_traces([own]).statistics("filename")
        finally:
            tracemalloc.stop()
        assert sum(each.size for each in traces) / number <= 120


def test_behind_a_slow_chunk_only_so_many_wait(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "_MANY", 1)
    monkeypatch.setattr(scanning, "_MANY_WAITING", 4)
    begun: list[str] = []

    class FirstIsSlow(ThreadPoolExecutor):
        def submit(self, call: Any, /, *arguments: Any, **named: Any) -> Future[Any]:
            if getattr(call, "func", None) is not make_rows:
                return super().submit(call, *arguments, **named)
            begun.append(str(arguments))
            slow = len(begun) == 1
            return super().submit(self._run, slow, call, arguments)

        def _run(self, slow: bool, call: Any, arguments: Any) -> Any:
            if slow:
                time.sleep(1)
                self.at_first = len(begun)
            return call(*arguments)

    with FirstIsSlow(3) as executor, TemporaryDirectory() as shop:
        scan = gr.scan(sorted(folder.rglob("*.json")), executor=executor, workers=1)
        assert isinstance(scan, scanning.Scan)
        rows = scan.rows(Path(shop), Columns())
        assert rows is not None
        assert sum(part.summary.files for part in rows) == 42
    assert executor.at_first <= 4 + 3
