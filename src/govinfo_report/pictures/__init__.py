"""Pictures of reports, with altair: for notebooks, and as pages, SVG and PNG that stand alone."""

from govinfo_report.pictures.across_members import findings, members
from govinfo_report.pictures.flow import flow
from govinfo_report.pictures.look import save
from govinfo_report.pictures.over_years import carry_over, outcomes

__all__ = ["carry_over", "findings", "flow", "members", "outcomes", "save"]
