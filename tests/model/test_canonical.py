"""Prose in its one form: what ends a paragraph, and what is layout."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from govinfo_report.model.prose import canonical_prose

BREAKS = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
SPACES = re.compile(r"[\t\u00a0]")


@given(
    st.text(
        st.one_of(st.characters(), st.sampled_from("\r\n\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029\t\xa0\u3000 a"))
    )
)
def test_the_methods_of_str_part_it_as_these_patterns_do(text: str) -> None:
    paragraphs = (SPACES.sub(" ", part).strip() for part in BREAKS.split(text))
    assert canonical_prose(text) == "\n".join(paragraph for paragraph in paragraphs if paragraph)
