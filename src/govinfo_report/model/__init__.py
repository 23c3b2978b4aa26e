"""The report that holds: immutable classes, one for every table and section of the form.

Only leaf figures are stored; totals are computed. Each field carries its official
label in its metadata, and everything else the library knows of the form — layout,
paths, recognition, rules — is derived from these classes.
"""

from govinfo_report.model.applicants import Applicants
from govinfo_report.model.disclosure import AdministrativeDecisions, Disclosure, Documents, Fees
from govinfo_report.model.disclosure_2019 import (
    Disclosure2019,
    DocumentCounts,
    FeeItems,
    ItemsAndDecisions,
    Procurement,
)
from govinfo_report.model.editions import Edition, Variant, edition_named, editions
from govinfo_report.model.fields import FigureKind
from govinfo_report.model.money import Money
from govinfo_report.model.prose import Period
from govinfo_report.model.provenance import Member, Provenance
from govinfo_report.model.remedies import Remedies, RemedyOutcomes
from govinfo_report.model.report import AnnualReport
from govinfo_report.model.requests import (
    ClosedOtherwise,
    NotProcessed,
    Outcomes,
    Refused,
    Requests,
    Unavailable,
    UndividedClosedOtherwise,
)
from govinfo_report.model.tables import Kind, Printing, Section, Table

__all__ = [
    "AdministrativeDecisions",
    "AnnualReport",
    "Applicants",
    "ClosedOtherwise",
    "Disclosure",
    "Disclosure2019",
    "DocumentCounts",
    "Documents",
    "Edition",
    "FeeItems",
    "Fees",
    "FigureKind",
    "ItemsAndDecisions",
    "Kind",
    "Member",
    "Money",
    "NotProcessed",
    "Outcomes",
    "Period",
    "Printing",
    "Procurement",
    "Provenance",
    "Refused",
    "Remedies",
    "RemedyOutcomes",
    "Requests",
    "Section",
    "Table",
    "Unavailable",
    "UndividedClosedOtherwise",
    "Variant",
    "edition_named",
    "editions",
]
