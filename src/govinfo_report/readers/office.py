"""Files that only an office program opens, converted by an installed LibreOffice where it is asked for."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from govinfo_report.document.limits import Limits
from govinfo_report.errors import ReadError
from govinfo_report.readers.refused import Refused, refused_as

__all__ = ["converted"]

#: Program → its version, once it has been asked.
_versions: dict[str, str] = {}
_VERSION = re.compile(r"[0-9]+(?:\.[0-9]+)+")
#: Nothing in the file runs or is fetched: no macros, no active content, no links; its own profile says so.
_SETTINGS = {
    "org.openoffice.Office.Common/Security/Scripting": {
        "DisableMacrosExecution": "true",
        "DisableActiveContent": "true",
        "BlockUntrustedRefererLinks": "true",
        "MacroSecurityLevel": "3",
    },
    "org.openoffice.Office.Writer/Content/Update": {"Link": "0"},
    "org.openoffice.Office.Calc/Content/Update": {"Link": "2"},
}


def converted(data: bytes, name: str | None, limits: Limits) -> tuple[bytes, str | None]:
    """A file as LibreOffice converts it, and a name that says so; any file that is read as it is, unchanged.

    The program runs in a folder of its own, with a profile of its own, and is ended with all that it started
    within ``limits.seconds``. Nothing of it is left.

    Args:
        data: The content.
        name: What sources and errors call the file.
        limits: How long it may take, and how large what comes out may be.

    Raises:
        ReadError: LibreOffice is not installed, does not open the file, or takes too long.
    """
    kind = refused_as(data)
    if kind is None or not kind.target:
        return data, name
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise ReadError(
            f"这是{kind.zh}，转换它要用 LibreOffice，本机没有找到 soffice。",
            f"This is {kind.en}; LibreOffice converts it, and no soffice was found on this machine.",
            where=name,
            advice_zh=f"请安装 LibreOffice；或{kind.advice.zh.removeprefix('请')}",
            advice_en=f"Install LibreOffice. Or: {kind.advice.en}",
        )
    try:
        with tempfile.TemporaryDirectory(prefix="govinfo-report-") as folder:
            made = _run(program, data, kind, Path(folder), name, limits)
            version = _version(program, folder)
    except OSError as error:
        raise ReadError(
            f"转换时出错：{error.strerror}。",
            f"The conversion failed: {error.strerror}.",
            where=name,
            advice_zh="请看临时文件夹能否写入、是否有空间，再试。",
            advice_en="See whether the temporary folder can be written and has room, and try again.",
        ) from None
    return made, f"{name or kind.suffix}（LibreOffice {version} → .{kind.target}）"


def _run(program: str, data: bytes, kind: Refused, folder: Path, name: str | None, limits: Limits) -> bytes:
    source, profile = folder / f"file.{kind.suffix}", folder / "profile"
    source.write_bytes(data)
    _write_profile(profile)
    command = [
        program,
        f"-env:UserInstallation={profile.as_uri()}",
        *("--headless", "--norestore", "--nolockcheck", "--nodefault"),
        *("--convert-to", kind.target, "--outdir", str(folder / "out"), str(source)),
    ]
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=_environment(folder),
        start_new_session=True,
    )
    try:
        process.wait(limits.seconds)
    except subprocess.TimeoutExpired:
        raise ReadError(
            f"LibreOffice 转换这个文件超过了 {limits.seconds:g} 秒，已经停止。",
            f"LibreOffice took more than {limits.seconds:g} seconds over this file and was ended.",
            where=name,
            advice_zh="可用 limits= 放宽。",
            advice_en="Raise it with limits=.",
        ) from None
    finally:
        _end(process)
    made = folder / "out" / f"file.{kind.target}"
    if not made.is_file():
        raise ReadError(
            f"LibreOffice 打不开这个{kind.zh}，没有转换出 .{kind.target}。",
            f"LibreOffice did not open this file ({kind.en}) and made no .{kind.target} of it.",
            where=name,
            advice_zh=kind.advice.zh,
            advice_en=kind.advice.en,
        )
    if (size := made.stat().st_size) > limits.file_bytes:
        raise ReadError(
            f"转换出的文件有 {size} 字节，超过上限 {limits.file_bytes}。",
            f"The converted file has {size} bytes; the limit is {limits.file_bytes}.",
            where=name,
            advice_zh="可用 limits= 放宽。",
            advice_en="Raise it with limits=.",
        )
    return made.read_bytes()


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process and all that it started: soffice is a script round the program that does the work."""
    try:
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    except ProcessLookupError:
        pass
    process.wait()


def _write_profile(profile: Path) -> None:
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, values in _SETTINGS.items()
        for name, value in values.items()
    )
    folder = profile / "user"
    folder.mkdir(parents=True)
    (folder / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{items}</oor:items>',
        encoding="utf-8",
    )


def _environment(home: Path | str) -> dict[str, str]:
    """The environment with another home, in which all stays that the program writes there."""
    return {**os.environ, "HOME": str(home), "XDG_CACHE_HOME": str(home), "XDG_CONFIG_HOME": str(home)}


def _version(program: str, home: str) -> str:
    """The version as the program says it, empty if it does not."""
    if program not in _versions:
        try:
            said = subprocess.run(
                [program, "--version"],
                capture_output=True,
                text=True,
                timeout=20,
                check=False,
                env=_environment(home),
            ).stdout
        except subprocess.TimeoutExpired:
            return ""
        found = _VERSION.search(said)
        _versions[program] = found[0] if found is not None else ""
    return _versions[program]
