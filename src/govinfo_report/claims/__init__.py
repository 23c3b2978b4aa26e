"""What the prose says of the tables: figures and zero statements found in sentences, and compared."""

from govinfo_report.claims.claim import Claim, Comparison, Confidence, Judgement, Quantity
from govinfo_report.claims.compare import compare_claims
from govinfo_report.claims.find import claims_in, find_claims

__all__ = [
    "Claim",
    "Comparison",
    "Confidence",
    "Judgement",
    "Quantity",
    "claims_in",
    "compare_claims",
    "find_claims",
]
