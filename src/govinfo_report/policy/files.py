"""Settings in a file: ``govinfo-report.toml``, or ``[tool.govinfo-report]`` of ``pyproject.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs

from govinfo_report.errors import SettingsError
from govinfo_report.findings import Severity
from govinfo_report.ordinary import ordinary_bytes
from govinfo_report.policy.baseline import Baseline
from govinfo_report.policy.settings import Settings, Waiver

__all__ = ["find_settings", "load_settings"]

_OWN = "govinfo-report.toml"
_PROJECT = "pyproject.toml"
_KEYS = ("select", "ignore", "severity", "waivers", "baseline", "convert")


def find_settings(folder: str | Path = ".") -> Path | None:
    """The settings that hold in a folder: of it, or of the nearest folder above that has any.

    Raises:
        SettingsError: A ``pyproject.toml`` on the way is no TOML.
    """
    start = Path(folder).resolve()
    for each in (start, *start.parents):
        if (each / _OWN).is_file():
            return each / _OWN
        if (each / _PROJECT).is_file() and _table(each / _PROJECT) is not None:
            return each / _PROJECT
    return None


def load_settings(path: str | Path, *, with_baseline: bool = True) -> Settings:
    """The settings of a file. The path of a baseline in it counts from the file's folder.

    Args:
        path: The file.
        with_baseline: Whether to load the baseline that it names, which has to be there then.

    Raises:
        SettingsError: The file cannot be read, is no TOML, or says what no setting says.
    """
    file = Path(path)
    table = _table(file)
    if table is None:
        raise _wrong(file, "没有 [tool.govinfo-report]", "has no [tool.govinfo-report]")
    for key in table:
        if key not in _KEYS:
            raise _wrong(
                file,
                f"没有“{key}”这一项；可写 {'、'.join(_KEYS)}",
                f"there is no setting {key!r}; the settings are {', '.join(_KEYS)}",
            )
    baseline = table.get("baseline")
    if baseline is not None and not isinstance(baseline, str):
        raise _wrong(file, "baseline 应是文件名", "baseline has to be the name of a file")
    convert = table.get("convert", False)
    if not isinstance(convert, bool):
        raise _wrong(file, "convert 应是 true 或 false", "convert has to be true or false")
    return Settings(
        select=_names(file, table, "select"),
        ignore=_names(file, table, "ignore"),
        severity=_severities(file, table.get("severity", {})),
        waivers=_waivers(file, table.get("waivers", [])),
        baseline=Baseline.load(file.parent / baseline) if baseline is not None and with_baseline else None,
        convert=convert,
        file=str(file),
    )


def _table(file: Path) -> Mapping[str, Any] | None:
    try:
        document = tomllib.loads(ordinary_bytes(file).decode("utf-8-sig"))
    except OSError as error:
        raise _wrong(file, "读不了", f"cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _wrong(file, f"不是 TOML 文件：{error}", f"is no TOML: {error}") from None
    if file.name != _PROJECT:
        return document
    tool = document.get("tool", {})
    table = tool.get("govinfo-report") if isinstance(tool, dict) else None
    if table is not None and not isinstance(table, dict):
        raise _wrong(file, "[tool.govinfo-report] 应是一个表", "tool.govinfo-report has to be a table")
    return table


def _names(file: Path, table: Mapping[str, Any], key: str) -> tuple[str, ...]:
    given = table.get(key, [])
    if not isinstance(given, list) or not all(isinstance(each, str) for each in given):
        raise _wrong(file, f"{key} 应是规则代码的列表", f"{key} has to be a list of rules")
    return tuple(given)


def _severities(file: Path, given: object) -> dict[str, Severity]:
    allowed = [str(each) for each in Severity]
    if not isinstance(given, dict) or not all(each in allowed for each in given.values()):
        raise _wrong(
            file,
            f"[severity] 应是“规则 = 级别”，级别为 {'、'.join(allowed)}",
            f"[severity] has lines rule = level; the levels are {', '.join(allowed)}",
        )
    return {rule: Severity(level) for rule, level in given.items()}


def _waivers(file: Path, given: object) -> tuple[Waiver, ...]:
    if not isinstance(given, list):
        raise _wrong(file, "豁免应写成 [[waivers]]", "waivers are written as [[waivers]]")
    return tuple(_waiver(file, number, each) for number, each in enumerate(given, start=1))


def _waiver(file: Path, number: int, given: object) -> Waiver:
    kinds = {each.name: int if each.name == "year" else str for each in attrs.fields(Waiver)}
    required = [each.name for each in attrs.fields(Waiver) if each.default is attrs.NOTHING]
    entry = given if isinstance(given, dict) else {}
    wrong = [
        key
        for key, value in entry.items()
        if key not in kinds or not isinstance(value, kinds[key]) or isinstance(value, bool) or value == ""
    ]
    missing = [key for key in required if key not in entry]
    if wrong or missing:
        raise _wrong(
            file,
            f"第 {number} 条豁免应写明 rule、cell、reason（可另写 agency、year）；"
            f"有误：{'、'.join(wrong + missing)}",
            f"waiver {number} has to give rule, cell and reason (and may give agency and year); "
            f"wrong or missing: {', '.join(wrong + missing)}",
        )
    return Waiver(**entry)


def _wrong(file: Path, zh: str, en: str) -> SettingsError:
    return SettingsError(f"{zh}。", f"{en}.", where=str(file))
