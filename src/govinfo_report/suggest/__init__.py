"""Which cell is wrong: the fewest changes that make every relation hold, likeliest slip first."""

from govinfo_report.suggest.search import suggest
from govinfo_report.suggest.suggestion import Change, Suggestion

__all__ = ["Change", "Suggestion", "suggest"]
