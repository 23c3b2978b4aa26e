"""The encoding of a web page: told by its bytes, then by the page itself."""

from __future__ import annotations

import re

from govinfo_report.readers.sniffing import encoding_marked

__all__ = ["decode_page"]

_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
#: Charsets that pages name, and what reads them; any other name says nothing.
_CHARSETS = {
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "cp936"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "x-x-big5", "cp950"), "big5hkscs"),
    "hz-gb-2312": "hz",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
}


def decode_page(data: bytes) -> str:
    """The text of a page: by its mark, else by its bytes, else as its meta element says.

    What is valid UTF-8 with characters beyond ASCII is UTF-8, whatever the page says of itself.
    gb2312 and gbk are read as GB 18030, of which they are parts; pages that claim them use more. A report is
    in Chinese: iso-8859-1 says what a server says of every page.
    """
    if (marked := encoding_marked(data)) is not None:
        return data.decode(marked, errors="replace")
    declared = _META.search(data[:4096])
    named = _CHARSETS.get(declared[1].lower().decode()) if declared is not None else None
    texts: list[str] = []
    for encoding in ("utf-8", *([named] if named is not None else []), "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            texts.append(data.decode(encoding, errors="replace"))
    return min(texts, key=lambda text: text.count("\ufffd"))  # a few bytes of it are damaged
