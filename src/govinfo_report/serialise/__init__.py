"""Reports as JSON: strict in, complete out, with a schema."""

from govinfo_report.serialise.json import from_json, to_json
from govinfo_report.serialise.schema import json_schema

__all__ = ["from_json", "json_schema", "to_json"]
