"""Scanning: one result a file, whatever is in it and whatever happens to who reads it."""

from __future__ import annotations

import io
import multiprocessing
import os
import pickle
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given

import govinfo_report as gr
from govinfo_report import testing as given_a
from govinfo_report.corpus import pools, scanning, work
from govinfo_report.corpus.packing import pack, unpack
from tests.conftest import EXAMPLES

TEXT = (EXAMPLES / "nangong-2023.txt").read_text(encoding="utf-8")


def report(agency: str, year: int = 2023) -> str:
    return TEXT.replace("南宫市人民政府办公室", agency).replace("2023", str(year))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Twenty reports."""
    made = tmp_path / "corpus"
    made.mkdir()
    for number in range(20):
        (made / f"{number:02}.txt").write_text(report(f"甲县第{number}局"), encoding="utf-8")
    return made


def names(results: Iterator[gr.ScanResult]) -> list[str]:
    return [result.path.name for result in results]


class TestResults:
    def test_one_for_each_file_in_order(self, folder: Path) -> None:
        results = list(gr.scan(folder, workers=2))
        assert names(iter(results)) == [f"{number:02}.txt" for number in range(20)]
        assert [result.agency for result in results] == [f"甲县第{number}局" for number in range(20)]
        for result in results:
            assert result.error is None
            assert result.ok is True
            assert result.raw == gr.read(result.path)
            assert result.result == gr.check(gr.read(result.path))
            assert result.result is not None
            assert result.result.raw is result.raw

    def test_as_completed_each_once(self, folder: Path) -> None:
        assert sorted(names(gr.scan(folder, workers=2, ordered=False))) == [f"{n:02}.txt" for n in range(20)]

    def test_files_named_one_by_one_and_folders_mixed(self, folder: Path, tmp_path: Path) -> None:
        other = tmp_path / "other.txt"
        other.write_text(report("乙局"), encoding="utf-8")
        assert names(gr.scan([other, folder / "03.txt"], workers=1)) == ["other.txt", "03.txt"]
        assert names(gr.scan(other, workers=1)) == ["other.txt"]

    def test_lazy(self, folder: Path) -> None:
        results = gr.scan(folder, workers=1)
        first = next(results)
        assert first.path.name == "00.txt"
        results.close()

    def test_unchecked(self, folder: Path) -> None:
        result = next(gr.scan(folder, workers=1, checked=False))
        assert (result.ok, result.result) == (None, None)
        assert result.raw is not None

    def test_rules_and_settings(self, folder: Path) -> None:
        result = next(gr.scan(folder, workers=1, select=["T303"]))
        assert result.result is not None
        assert set(result.result.outcomes) == {"T303"}
        with pytest.raises(gr.SettingsError):
            gr.scan(folder, select=["T999"])

    def test_the_limits_of_a_file(self, folder: Path) -> None:
        result = next(gr.scan(folder, workers=1, limits=gr.Limits(file_bytes=100)))
        assert result.error is not None
        assert "超过上限 100" in result.error.message("zh")

    @given(given_a.raw_reports())
    def test_what_travels_comes_back(self, raw: gr.RawReport) -> None:
        result = gr.check(raw)
        assert unpack(pack(raw, result)) == (raw, result)
        assert unpack(pack(raw, None)) == (raw, None)
        assert pickle.loads(pickle.dumps(result)) == result


class TestFolders:
    """A folder with pictures, bombs, empty files, loops, pipes: each a result with its reason."""

    @pytest.fixture
    def hostile(self, folder: Path) -> Path:
        (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
        (folder / "empty.xlsx").write_bytes(b"")
        (folder / "noise.bin").write_bytes(os.urandom(2_000) + b"\x00\x01")
        bomb = io.BytesIO()
        with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
            archive.writestr("xl/workbook.xml", " " * 300_000_000)
        (folder / "bomb.xlsx").write_bytes(bomb.getvalue())
        (folder / "same.txt").write_bytes((folder / "00.txt").read_bytes())
        (folder / "version.txt").write_text(report("甲县第1局") + "\n更正说明。", encoding="utf-8")
        (folder / "loop").symlink_to(folder)
        (folder / "self").symlink_to(folder / "self")
        (folder / "nowhere.txt").symlink_to(folder / "missing.txt")
        (folder / ".hidden").write_text("x", encoding="utf-8")
        (folder / "~$00.docx").write_text("x", encoding="utf-8")
        os.mkfifo(folder / "pipe")
        below = folder / "below"
        below.mkdir()
        (below / "deep.txt").write_text(report("丙局"), encoding="utf-8")
        return folder

    def test_each_has_its_reason(self, hostile: Path) -> None:
        results = {result.path.name: result for result in gr.scan(hostile, workers=2)}
        reasons = {
            "picture.png": "PNG",
            "empty.xlsx": "空的",
            "noise.bin": "",
            "bomb.xlsx": "过大",
            "loop": "已经扫描过",
            "self": "打不开",
            "nowhere.txt": "不存在",
            "pipe": "不是普通文件",
        }
        assert {name for name, result in results.items() if result.error is not None} == set(reasons)
        for name, reason in reasons.items():
            error = results[name].error
            assert error is not None
            assert reason in error.message("zh")
            assert error.message("en")
        assert results["same.txt"].same_as == hostile / "00.txt"
        assert results["version.txt"].version_of == hostile / "01.txt"
        assert results["deep.txt"].ok
        assert ".hidden" not in results
        assert "~$00.docx" not in results

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
    def test_without_permission(self, folder: Path) -> None:
        (folder / "00.txt").chmod(0)
        result = next(gr.scan(folder, workers=1))
        assert result.error is not None
        assert "打不开" in result.error.message("zh")

    def test_a_missing_file_and_a_missing_folder(self, tmp_path: Path) -> None:
        (result,) = gr.scan(tmp_path / "none", workers=1)
        assert result.error is not None
        assert "没有" in result.error.message("zh") or "找不到" in result.error.message("zh")

    def test_a_file_that_changes_all_the_while(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = folder / "00.txt"
        whole = path.read_bytes()
        stop = threading.Event()

        def change() -> None:
            while not stop.is_set():
                with path.open("a", encoding="utf-8") as stream:
                    stream.write("x")

        monkeypatch.setattr(work, "_PAUSE", 0.0)
        writer = threading.Thread(target=change)
        writer.start()
        try:
            # A busy writer need not strike between any two reads; but it will in many.
            found = [work.snapshot(path, gr.Limits()) for _ in range(40)]
        finally:
            stop.set()
            writer.join()
        for data in found:
            assert data is None or data.rstrip(b"x") == whole
        monkeypatch.setattr(work, "snapshot", lambda *_: None)
        (result,) = work.work(((str(path), None),), work.Options())
        assert result.error is not None
        assert "一直在改变" in result.error.message("zh")
        assert not result.final


def dangerous(data: bytes, **arguments: Any) -> gr.RawReport:
    """A reader that does what readers of damaged files have been seen to do, by the file's name."""
    name = str(arguments.get("name"))
    if "crash" in name:
        os.kill(os.getpid(), signal.SIGKILL)
    if "loop" in name:
        while True:
            pass
    if "stuck" in name:
        sum(range(10**13))  # inside of C, where no alarm is heard
    if "huge" in name:
        return bytearray(3_000_000_000)  # type: ignore[return-value]
    if "defect" in name:
        raise ZeroDivisionError("defect")
    return gr.read(data, **arguments)


@pytest.mark.skipif(sys.platform != "linux", reason="needs fork and limits of memory")
@pytest.mark.filterwarnings("ignore:This process")
class TestAccidents:
    """A hanging, crashing or greedy file costs itself and no other."""

    @pytest.fixture(autouse=True)
    def _reader(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(work, "read", dangerous)
        monkeypatch.setattr(work, "_GRACE", 0.3)
        # A fork takes the dangerous reader along; the runner of the tests has threads of its own.
        monkeypatch.setattr(pools, "_context", lambda: multiprocessing.get_context("fork"))

    @pytest.mark.parametrize(
        ("name", "said"),
        [
            ("crash", "进程崩溃或被终止"),
            ("loop", "超过 1 秒"),
            ("stuck", "进程崩溃或被终止"),
            ("huge", "内存"),
            ("defect", "ZeroDivisionError"),
        ],
    )
    def test_one_file_is_lost_and_reported(self, folder: Path, name: str, said: str) -> None:
        (folder / f"05-{name}.txt").write_text(report(name), encoding="utf-8")
        results = list(gr.scan(folder, workers=2, seconds=1, memory=1_000_000_000))
        assert names(iter(results)) == sorted(path.name for path in folder.iterdir())
        lost = {result.path.name: result.error for result in results if result.error is not None}
        assert set(lost) == {f"05-{name}.txt"}
        error = lost[f"05-{name}.txt"]
        assert error is not None
        assert said in error.message("zh")

    def test_several_accidents_in_one_run(self, folder: Path) -> None:
        for name in ("crash", "loop", "crash2", "defect"):
            (folder / f"x-{name}.txt").write_text(report(name), encoding="utf-8")
        results = list(gr.scan(folder, workers=2, seconds=1, ordered=False))
        assert sorted(names(iter(results))) == sorted(path.name for path in folder.iterdir())
        assert sum(result.error is not None for result in results) == 4

    def test_what_did_not_end_is_tried_again(self, folder: Path, tmp_path: Path) -> None:
        (folder / "05-loop.txt").write_text(report("loop"), encoding="utf-8")
        manifest = tmp_path / "manifest"
        list(gr.scan(folder, workers=2, seconds=1, resume=manifest))
        again = {
            result.path.name: result for result in gr.scan(folder, workers=2, seconds=1, resume=manifest)
        }
        assert again["05-loop.txt"].error is not None
        assert not again["05-loop.txt"].resumed
        assert again["05.txt"].resumed


class TestResume:
    def test_contents_are_not_read_again(
        self, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (folder / "bad.png").write_bytes(b"\x89PNG....")
        manifest = tmp_path / "manifest"
        first = list(gr.scan(folder, workers=1, resume=manifest))
        (folder / "00.txt").rename(folder / "renamed.txt")
        (folder / "01.txt").write_text(report("新局"), encoding="utf-8")
        monkeypatch.setattr(work, "read", dangerous)
        second = {result.path.name: result for result in gr.scan(folder, workers=1, resume=manifest)}
        assert {name for name, result in second.items() if not result.resumed} == {"01.txt"}
        old = {result.path.name: result for result in first}
        assert second["renamed.txt"].raw == old["00.txt"].raw
        assert second["renamed.txt"].result == old["00.txt"].result
        for lang in ("zh", "en"):
            before, after = old["bad.png"].error, second["bad.png"].error
            assert before is not None
            assert after is not None
            assert before.message(lang) == after.message(lang)

    def test_an_interrupted_run_goes_on(self, folder: Path, tmp_path: Path) -> None:
        manifest = tmp_path / "manifest"
        results = gr.scan(folder, workers=1, resume=manifest)
        for _ in range(5):
            next(results)
        results.close()
        again = list(gr.scan(folder, workers=1, resume=manifest))
        assert [result.resumed for result in again] == [True] * 5 + [False] * 15

    def test_other_limits_are_another_reading(self, folder: Path, tmp_path: Path) -> None:
        manifest = tmp_path / "manifest"
        list(gr.scan(folder, workers=1, resume=manifest, limits=gr.Limits(cells=5)))
        assert not any(result.resumed for result in gr.scan(folder, workers=1, resume=manifest))

    def test_todays_rules_apply(self, folder: Path, tmp_path: Path) -> None:
        manifest = tmp_path / "manifest"
        list(gr.scan(folder, workers=1, resume=manifest))
        result = next(gr.scan(folder, workers=1, resume=manifest, select=["T301"]))
        assert result.resumed
        assert result.result is not None
        assert set(result.result.outcomes) == {"T301"}

    def test_a_reading_that_is_no_report_any_more_is_read_anew(self, folder: Path, tmp_path: Path) -> None:
        list(gr.scan(folder, workers=1, resume=tmp_path / "run"))
        with closing(sqlite3.connect(tmp_path / "run", isolation_level=None)) as database:
            database.execute("UPDATE readings SET report = replace(report, '\"25\"', '\"52\"')")
        results = list(gr.scan(folder, workers=1, resume=tmp_path / "run"))
        assert {(each.ok, each.resumed) for each in results} == {(True, False)}

    def test_a_file_that_is_no_manifest(self, folder: Path) -> None:
        before = (folder / "00.txt").read_bytes()
        with pytest.raises(gr.WriteError, match="续扫记录打不开"):
            gr.scan(folder, resume=folder / "00.txt")
        assert (folder / "00.txt").read_bytes() == before

    def test_a_folder_that_is_not_there(self, folder: Path, tmp_path: Path) -> None:
        with pytest.raises(gr.WriteError):
            gr.scan(folder, resume=tmp_path / "none" / "manifest")


class TestExecutors:
    def test_threads(self, folder: Path) -> None:
        with ThreadPoolExecutor(2) as executor:
            assert len(list(gr.scan(folder, executor=executor))) == 20
            assert executor.submit(int).result() == 0  # it is left running

    def test_processes_of_somebody_else(self, folder: Path) -> None:
        with ProcessPoolExecutor(2) as executor:
            results = list(gr.scan(folder, executor=executor))
        assert all(result.ok for result in results)

    def test_a_broken_executor_leaves_nothing_out(self, folder: Path) -> None:
        class Broken(Executor):
            def submit(self, *_: Any, **__: Any) -> Future[Any]:
                raise RuntimeError("cannot schedule new futures after shutdown")

        results = list(gr.scan(folder, executor=Broken()))
        assert len(results) == 20
        assert all(result.error and "执行器" in result.error.message("zh") for result in results)
        assert not any(result.final for result in results)

    def test_behind_a_slow_file_only_so_many_results_wait(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(scanning, "_FEW", 1)
        monkeypatch.setattr(scanning, "_FEW_WAITING", 4)

        class FirstIsSlow(Executor):
            def __init__(self) -> None:
                self.begun = 0
                self.at_first = 0

            def submit(self, call: Any, /, *arguments: Any, **_: Any) -> Future[Any]:
                self.begun += 1
                future: Future[Any] = Future()
                if self.begun == 1:
                    threading.Timer(0.5, self.finish, (future, call, arguments)).start()
                else:
                    future.set_result(call(*arguments))
                return future

            def finish(self, future: Future[Any], call: Any, arguments: Any) -> None:
                self.at_first = self.begun
                future.set_result(call(*arguments))

        executor = FirstIsSlow()
        results = list(gr.scan(folder, executor=executor, workers=1))
        assert names(iter(results)) == [f"{number:02}.txt" for number in range(20)]
        assert executor.begun == 20
        assert executor.at_first <= 4 + 3  # those that wait, and the few under way

    def test_tasks_that_an_executor_loses_are_run_again(self, folder: Path) -> None:
        class Careless(Executor):
            def __init__(self) -> None:
                self.count = 0

            def submit(self, call: Any, /, *arguments: Any, **_: Any) -> Future[Any]:
                self.count += 1
                future: Future[Any] = Future()
                if self.count == 2:
                    future.set_exception(OSError("worker lost"))
                else:
                    future.set_result(call(*arguments))
                return future

        results = list(gr.scan(folder, executor=Careless()))
        assert names(iter(results)) == [f"{number:02}.txt" for number in range(20)]
        assert all(result.ok for result in results)

    @pytest.mark.filterwarnings("ignore")
    def test_dask_with_a_worker_killed_in_the_middle(self, tmp_path: Path) -> None:
        distributed = pytest.importorskip("distributed")
        folder = tmp_path / "many"
        folder.mkdir()
        for number in range(160):
            (folder / f"{number:03}.txt").write_text(report(f"甲县第{number}局"), encoding="utf-8")
        with (
            distributed.LocalCluster(
                n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None,
                local_directory=str(tmp_path),
            ) as cluster,
            distributed.Client(cluster) as client,
        ):  # fmt: skip
            workers = list(client.run(os.getpid).values())
            assert len(workers) == 2
            found: list[gr.ScanResult] = []
            for result in gr.scan(folder, executor=client.get_executor(), ordered=False):
                found.append(result)
                if len(found) == 10:
                    os.kill(workers[0], signal.SIGKILL)
                    time.sleep(0.2)
            assert workers[0] not in client.run(os.getpid).values()
        assert sorted(names(iter(found))) == [f"{number:03}.txt" for number in range(160)]
        assert all(result.ok for result in found)


def test_evolve_keeps_what_travelled(folder: Path) -> None:
    result = next(gr.scan(folder, workers=1))
    assert attrs.evolve(result, size=1).raw == result.raw


@pytest.mark.parametrize("method", ["spawn", "forkserver"])
def test_a_script_without_a_guard_is_told_so(tmp_path: Path, method: str) -> None:
    (tmp_path / "a.json").write_text(gr.to_json(gr.read(EXAMPLES / "nangong-2023.txt")), encoding="utf-8")
    script = tmp_path / "script.py"
    script.write_text(
        "import multiprocessing, govinfo_report as gr\n"
        f"multiprocessing.set_start_method({method!r}, force=True)\n"
        "for result in gr.scan('a.json', workers=1):\n"
        "    print(result.error.message('en'))\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, str(script)], cwd=tmp_path, capture_output=True, encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"}, timeout=60, check=False,
    )  # fmt: skip
    assert 'under if __name__ == "__main__":' in done.stdout + done.stderr


def test_results_are_given_out_once(folder: Path, tmp_path: Path) -> None:
    """A corpus made of what was read before would be empty, and take the place of another."""
    scan = gr.scan(folder, workers=1)
    assert len(list(scan)) == 20
    for use in (
        gr.frames.findings,
        gr.frames.wide,
        lambda it: gr.write_corpus(it, tmp_path / "o.parquet"),
        lambda it: gr.write_findings(it, tmp_path / "o.xlsx"),
        lambda it: gr.write_pages(it, tmp_path / "pages"),
        lambda it: gr.write_letters(it, tmp_path / "letters"),
    ):
        with pytest.raises(ValueError, match="scan again"):
            use(scan)
    assert list(scan) == []  # as of any iterator
    assert [each.name for each in tmp_path.iterdir()] == [folder.name]


def test_why_an_executor_takes_nothing_is_said(folder: Path) -> None:
    executor = ThreadPoolExecutor()
    executor.shutdown()
    errors = {result.error.message("en") for result in gr.scan(folder, executor=executor) if result.error}
    assert len(errors) == 20
    assert all("cannot schedule new futures after shutdown" in error for error in errors)
    assert not any("__main__" in error for error in errors)
