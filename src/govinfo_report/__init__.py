"""govinfo_report: China's 政府信息公开工作年度报告, read, checked and written.

import govinfo_report as gr

raw = gr.read("nangong-2023.txt")     # as printed, every cell with its source
result = gr.check(raw)                # every rule's outcome, and the findings
report = raw.to_report(blanks="zero") # the report that holds
gr.write(report, "nangong-2023.xlsx")
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from govinfo_report.errors import (
    ConsolidationError,
    GovInfoReportError,
    InvalidReport,
    PluginError,
    ReadError,
    SettingsError,
    WriteError,
)
from govinfo_report.findings import Contributor, Finding, Outcome, Rule, Severity, Text
from govinfo_report.model import (
    AdministrativeDecisions,
    AnnualReport,
    Applicants,
    ClosedOtherwise,
    Disclosure,
    Disclosure2019,
    DocumentCounts,
    Documents,
    Edition,
    FeeItems,
    Fees,
    ItemsAndDecisions,
    Member,
    Money,
    NotProcessed,
    Outcomes,
    Period,
    Procurement,
    Provenance,
    Refused,
    Remedies,
    RemedyOutcomes,
    Requests,
    Unavailable,
    UndividedClosedOtherwise,
    editions,
)
from govinfo_report.showing import Drawer, draw_with
from govinfo_report.source import Source
from govinfo_report.version import __version__ as __version__

if TYPE_CHECKING:
    from govinfo_report import frames, pictures, testing
    from govinfo_report.analysis import (
        CellChange,
        Measure,
        ReportComparison,
        Series,
        compare,
        consolidate,
        measures,
    )
    from govinfo_report.claims import Claim, Comparison, Judgement, Quantity
    from govinfo_report.corpus import ScanResult, scan, write_corpus
    from govinfo_report.document.limits import Limits
    from govinfo_report.form import Form, Identity, form_with
    from govinfo_report.policy import Baseline, Settings, Waiver, find_settings, load_settings
    from govinfo_report.raw import Cell, CellKind, Doubt, Leftover, Note, NoteKind, RawReport, Recognised
    from govinfo_report.readers.added import Reader
    from govinfo_report.reading import load, read
    from govinfo_report.rules import (
        Check,
        CheckResult,
        SetAside,
        Subject,
        Verdict,
        catalogue,
        check,
        find_rule,
    )
    from govinfo_report.serialise import from_json, json_schema, to_json
    from govinfo_report.suggest import Change, Suggestion
    from govinfo_report.writers import Writer, annotate, fill, write, write_template


def _drawer() -> Drawer:
    from govinfo_report.writers import display

    return display


draw_with(_drawer)

#: Names that are loaded when they are first used → the module that has them.
_LATER = {
    "Baseline": "policy",
    "Cell": "raw",
    "CellChange": "analysis",
    "CellKind": "raw",
    "Change": "suggest",
    "Check": "rules",
    "CheckResult": "rules",
    "Claim": "claims",
    "Comparison": "claims",
    "Doubt": "raw",
    "Form": "form",
    "Identity": "form",
    "Judgement": "claims",
    "Leftover": "raw",
    "Limits": "document.limits",
    "Measure": "analysis",
    "Note": "raw",
    "NoteKind": "raw",
    "Quantity": "claims",
    "RawReport": "raw",
    "Reader": "readers.added",
    "Recognised": "raw",
    "ReportComparison": "analysis",
    "ScanResult": "corpus",
    "Series": "analysis",
    "SetAside": "rules",
    "Settings": "policy",
    "Subject": "rules",
    "Suggestion": "suggest",
    "Verdict": "rules",
    "Waiver": "policy",
    "Writer": "writers",
    "annotate": "writers",
    "catalogue": "rules",
    "check": "rules",
    "compare": "analysis",
    "consolidate": "analysis",
    "fill": "writers",
    "find_rule": "rules",
    "find_settings": "policy",
    "form_with": "form",
    "from_json": "serialise",
    "json_schema": "serialise",
    "load": "reading",
    "load_settings": "policy",
    "measures": "analysis",
    "read": "reading",
    "scan": "corpus",
    "to_json": "serialise",
    "write": "writers",
    "write_corpus": "corpus",
    "write_template": "writers",
}

__all__ = [
    "AdministrativeDecisions",
    "AnnualReport",
    "Applicants",
    "Baseline",
    "Cell",
    "CellChange",
    "CellKind",
    "Change",
    "Check",
    "CheckResult",
    "Claim",
    "ClosedOtherwise",
    "Comparison",
    "ConsolidationError",
    "Contributor",
    "Disclosure",
    "Disclosure2019",
    "DocumentCounts",
    "Documents",
    "Doubt",
    "Edition",
    "FeeItems",
    "Fees",
    "Finding",
    "Form",
    "GovInfoReportError",
    "Identity",
    "InvalidReport",
    "ItemsAndDecisions",
    "Judgement",
    "Leftover",
    "Limits",
    "Measure",
    "Member",
    "Money",
    "NotProcessed",
    "Note",
    "NoteKind",
    "Outcome",
    "Outcomes",
    "Period",
    "PluginError",
    "Procurement",
    "Provenance",
    "Quantity",
    "RawReport",
    "ReadError",
    "Reader",
    "Recognised",
    "Refused",
    "Remedies",
    "RemedyOutcomes",
    "ReportComparison",
    "Requests",
    "Rule",
    "ScanResult",
    "Series",
    "SetAside",
    "Settings",
    "SettingsError",
    "Severity",
    "Source",
    "Subject",
    "Suggestion",
    "Text",
    "Unavailable",
    "UndividedClosedOtherwise",
    "Verdict",
    "Waiver",
    "WriteError",
    "Writer",
    "annotate",
    "catalogue",
    "check",
    "compare",
    "consolidate",
    "editions",
    "fill",
    "find_rule",
    "find_settings",
    "form_with",
    "frames",
    "from_json",
    "json_schema",
    "load",
    "load_settings",
    "measures",
    "pictures",
    "read",
    "scan",
    "testing",
    "to_json",
    "write",
    "write_corpus",
    "write_template",
]


def __getattr__(name: str) -> Any:
    if name == "testing":
        try:
            return import_module("govinfo_report.testing")
        except ModuleNotFoundError as error:
            from govinfo_report.extras import how_to_install, not_installed
            from govinfo_report.findings import Text

            need = Text("govinfo_report.testing 需要 hypothesis", "govinfo_report.testing needs hypothesis")
            raise not_installed(need, how_to_install("testing"), error.name) from error
    if name in ("frames", "pictures"):
        return import_module(f"govinfo_report.{name}")
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"govinfo_report.{_LATER[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
