"""The form as the model's classes describe it: cells and their paths, table layouts, relations, labels."""

from govinfo_report.form.editions import edition_shown, editions_shown, form_showing
from govinfo_report.form.forms import (
    Form,
    FormCell,
    every_form,
    find_place,
    form_order,
    form_with,
    table_names,
)
from govinfo_report.form.identities import Evaluation, Identity
from govinfo_report.form.layout import LayoutCell, Role, TableLayout

__all__ = [
    "Evaluation",
    "Form",
    "FormCell",
    "Identity",
    "LayoutCell",
    "Role",
    "TableLayout",
    "edition_shown",
    "editions_shown",
    "every_form",
    "find_place",
    "form_order",
    "form_showing",
    "form_with",
    "table_names",
]
