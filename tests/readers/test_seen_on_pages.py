"""Web pages: a figure is read as the eye sees it; where the file leaves that open it is unreadable, with the reason.

Each case is the cell 起点 复议维持 of table 4. Where the cell holds more than its 12, the rest is hidden in one
way or another: 12 and unreadable are both right, 912 and 129 never are. Each way has decoys: figures that are
seen, written in much the same way.
"""

# ruff: noqa: E501 - tables of cases

from __future__ import annotations

import pytest

import govinfo_report as gr
from govinfo_report.raw import Doubt, NoteKind

PATH = "remedies.reconsideration.upheld"
HEADS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
FIVE = "".join(f"<td>{name}</td>" for name in HEADS)
FIVE_DOWN = FIVE.replace("<td>", "<td rowspan=2>")


def page(cell: str, head: str = "", *, doctype: str = "<!doctype html>", row: str = "<tr>") -> bytes:
    """A page with table 4, its first figure's cell written as given, ``<td>`` and all."""
    cell = cell if cell.startswith("<td") else f"<td>{cell}</td>"
    return (
        f"{doctype}<html><head>{head}</head><body><table><tr><td colspan=5>行政复议</td>"
        f"<td colspan=10>行政诉讼</td></tr><tr>{FIVE_DOWN}<td colspan=5>未经复议直接起诉</td>"
        f"<td colspan=5>复议后起诉</td></tr><tr>{FIVE}{FIVE}</tr>{row}{cell}{'<td>0</td>' * 14}</tr></table>"
        "</body></html>"
    ).encode()


def read(cell: str, head: str = "", **more: str) -> tuple[gr.Cell, str | None]:
    """The cell as read, and the doubt in it."""
    raw = gr.read(page(cell, head, **more))
    doubts = [note.value for note in raw.notes if note.kind is NoteKind.DOUBT and note.path == PATH]
    return raw[PATH], doubts[0] if doubts else None


def hidden(style: str, tag: str = "span") -> str:
    return f"<{tag} style='{style}'>9</{tag}>12"


#: Style attributes that hide the text of a span for certain: it is left out.
GONE = [
    "display:none", "DISPLAY : NONE", "display:none !important;display:inline", "visibility:hidden",
    "opacity:0", "opacity:0%", "opacity:.0", "filter:opacity(0)", "font-size:0", "font-size:0px",
    "font:0/0 a", "color:transparent", "color:rgba(0,0,0,0)", "color:#0000",
    "position:absolute;left:-9999px", "position:absolute;left:-999em", "position:fixed;top:-5000px",
    "position:relative;left:-9999px", "position:absolute;left:calc(-9999px)", "margin-left:-9999px",
    "display:inline-block;text-indent:-9999px", "position:absolute;clip:rect(0 0 0 0)",
    "position:absolute;clip:rect(1px,1px,1px,1px)", "clip-path:inset(50%)", "clip-path:inset(100%)",
    "clip-path:circle(0)", "display:inline-block;width:0;height:0;overflow:hidden",
    "display:block;height:0;overflow:hidden", "position:absolute;width:1px;height:1px;overflow:hidden",
    "display:inline-block;max-height:0;overflow:hidden", "display:inline-block;transform:scale(0)",
    "display:inline-block;transform:rotateX(90deg)", "display:inline-block;transform:translateX(-9999px)",
    "display:inline-block;transform:matrix(0,0,0,0,0,0)", "display:inline-block;scale:0",
    "content-visibility:hidden;display:inline-block", "visibility:collapse", "all:initial;display:none",
    "d\\69splay:none", "display:/* */none", "-webkit-text-fill-color:transparent",
    "display:inline-block;width:0;contain:paint", "display:inline-block;height:0;contain:content",
    "display:inline-block;rotate:1 0 0 90deg", "display:inline-block;rotate:y 90deg",
    "display:inline-block;transform:rotateX(45deg) rotateX(45deg) scale(0)", "opacity:calc(1 - 1)",
]  # fmt: skip
#: Those of which a browser alone could tell, or which show something else than is written.
OPEN = {
    "color:white": Doubt.COLOUR,
    "color:#fff": Doubt.COLOUR,
    "color:#fefefe": Doubt.COLOUR,
    "color:rgb(255,255,255)": Doubt.COLOUR,
    "color:rgb(100% 100% 100%)": Doubt.COLOUR,
    "color:hsl(0,0%,100%)": Doubt.COLOUR,
    "color:rgba(0,0,0,.02)": Doubt.COLOUR,
    "color:black;background:#000": Doubt.COLOUR,
    "background:#111": Doubt.COLOUR,
    "background:currentColor": Doubt.COLOUR,
    "color:color-mix(in srgb,white,white)": Doubt.COLOUR,
    "color:oklch(100% 0 0)": Doubt.COLOUR,
    "background:linear-gradient(black,black)": Doubt.COLOUR,
    "color:red;background:linear-gradient(90deg,red,blue)": Doubt.COLOUR,
    "opacity:.02": Doubt.COLOUR,
    "mix-blend-mode:difference": Doubt.COLOUR,
    "filter:brightness(100)": Doubt.COLOUR,
    "font-size:1px": Doubt.HIDDEN,
    "font-size:.1em": Doubt.HIDDEN,
    "position:absolute;left:-100px": Doubt.HIDDEN,
    "position:relative;right:-9999px": Doubt.HIDDEN,
    "filter:blur(10px)": Doubt.HIDDEN,
    "mask:linear-gradient(transparent,transparent)": Doubt.HIDDEN,
    "-webkit-text-security:disc": Doubt.HIDDEN,
    "clip-path:inset(0 0 70% 0)": Doubt.HIDDEN,
    "clip-path:inset(0 0 70% 0 round 5px)": Doubt.HIDDEN,
    "display:inline-block;height:3px;overflow:hidden": Doubt.HIDDEN,
    "display:inline-block;width:3px;overflow:hidden": Doubt.HIDDEN,
    "display:inline-block;transform:scaleX(-1)": Doubt.REPLACED,
    "display:inline-block;transform:rotate(180deg)": Doubt.REPLACED,
    "display:inline-block;transform:rotateY(180deg)": Doubt.REPLACED,
    "letter-spacing:-.6em": Doubt.OVERPRINTED,
    "margin-right:-9px": Doubt.OVERPRINTED,
    "margin-right:-50%": Doubt.HIDDEN,
    "margin-left:-100%": Doubt.HIDDEN,
    "margin-left:calc(-1 * 50%)": Doubt.HIDDEN,
    "display:inline-block;rotate:0 0 1 180deg": Doubt.REPLACED,
    "display:inline-block;rotate:.5turn 0 0 -1": Doubt.REPLACED,
    "display:inline-block;rotate:0 1 0 180deg": Doubt.REPLACED,
    "display:inline-block;rotate:x 180deg": Doubt.REPLACED,
    "display:inline-block;rotate:1 1 0 180deg": Doubt.HIDDEN,
    "display:inline-block;transform:rotate3d(0,0,1,180deg)": Doubt.REPLACED,
    "display:inline-block;transform:rotate(90deg) rotate(90deg)": Doubt.REPLACED,
    "display:inline-block;rotate:90deg;transform:rotate(90deg)": Doubt.REPLACED,
    "float:right": Doubt.OVERPRINTED,
    "position:absolute": Doubt.OVERPRINTED,
    "position:relative;left:20px": Doubt.OVERPRINTED,
    "font-family:Wingdings": Doubt.SYMBOL,
    "display:inline-block;overflow:hidden;width:30px;height:20px;line-height:90px": Doubt.HIDDEN,
    "display:inline-block;overflow:hidden;width:30px;padding-left:40px;box-sizing:border-box": Doubt.HIDDEN,
    "display:inline-block;overflow:hidden;width:30px;text-indent:30px": Doubt.HIDDEN,
    "display:inline-block;overflow:hidden;white-space:nowrap;text-indent:100%": Doubt.HIDDEN,
    "display:inline-grid;grid-template-columns:0;overflow:hidden": Doubt.HIDDEN,
    "display:inline-block;contain:strict": Doubt.HIDDEN,
    "display:inline-block;transform:translate(5em)": Doubt.HIDDEN,
    "display:inline-block;translate:0 -60px": Doubt.HIDDEN,
    "display:inline-block;box-shadow:inset 0 0 0 50px #000": Doubt.COLOUR,
    "color:HighlightText": Doubt.COLOUR,
    "color:color(srgb 1 1 1)": Doubt.COLOUR,
    "animation:gone 1s forwards": Doubt.HIDDEN,
}
#: Those of a figure of its own typography: no digit of the one beside it.
APART = [
    "position:relative;top:-.5em;font-size:60%", "vertical-align:5px;font-size:8px", "vertical-align:super",
    "vertical-align:text-top;font-size:50%", "position:relative;bottom:-.5em;font-size:.6em",
    "text-decoration:line-through", "text-decoration:red line-through", "direction:rtl;unicode-bidi:bidi-override",
    "unicode-bidi:isolate-override;direction:rtl", "display:block",
]  # fmt: skip
#: Those that only look as if.
SEEN = [
    "color:#999", "color:#ccc", "color:silver", "color:red", "color:#ffd700", "color:windowtext",
    "color:white;background:#06c", "color:#fff;background:linear-gradient(#069,#036)", "background:#eee",
    "background:yellow", "color:inherit", "font-size:6px", "font-size:8px", "font-size:x-small",
    "opacity:.8", "opacity:.5", "filter:alpha(opacity=80)", "filter:grayscale(100%)", "display:inline",
    "display:inline-block", "visibility:visible", "position:relative", "position:relative;top:-2px",
    "position:static;left:-9999px", "left:-9999px", "clip:rect(0 0 0 0)", "height:0;overflow:hidden",
    "transform:scale(0)", "text-indent:-9999px", "letter-spacing:1px", "letter-spacing:-1px", "line-height:1",
    "display:inline-block;height:0",
    "text-decoration:underline", "text-shadow:1px 1px #ccc", "vertical-align:middle", "vertical-align:1px",
    "margin-left:-1px", "margin:0 -1px", "zoom:1", "display:inline-block;transform:none",
    "display:inline-block;transform:rotate(0deg) scale(1)", "clip-path:none", "mix-blend-mode:normal",
    "font-family:宋体", "mso-hide:none", "mso-hide:all;mso-ansi-language:EN-US", "display:none\\9", "display:nix",
    "display:none;display:inline", "*display:none", "_display:none", "x-display:none",
    "font-size:10.5pt;mso-bidi-font-size:0pt;mso-font-kerning:0pt", "background-image:none",
    "font-weight:bold;color:#333333", "border-bottom:1px solid white", "caret-color:white",
    "opacity:0px", "opacity:0em", "opacity:0deg", "display:inline-block;rotate:none",
    "display:inline-block;rotate:z 360deg", "display:inline-block;rotate:0 0 1 0deg",
    "display:inline-block;transform:rotate(180deg) rotate(180deg)", "font-size:-1px", "width:calc(100% - 2px)",
]  # fmt: skip


class TestStyles:
    """Styles of a piece of text beside, or instead of, a figure."""

    @pytest.mark.parametrize("style", GONE)
    def test_what_is_hidden_for_certain_is_left_out(self, style: str) -> None:
        cell, _ = read(hidden(style))
        assert cell.value == 12
        alone, doubt = read(f"<span style='{style}'>12</span>")
        assert (alone.kind, doubt) == (gr.CellKind.UNREADABLE, Doubt.HIDDEN)
        label, _ = read("12", f"<style>td{{}}</style><p style='{style}'>甲</p>")
        assert label.value == 12

    @pytest.mark.parametrize(("style", "doubt"), OPEN.items())
    def test_what_may_be_hidden_is_in_doubt(self, style: str, doubt: Doubt) -> None:
        for cell in (hidden(style), f"12<span style='{style}'>9</span>"):
            found, said = read(cell)
            assert (found.kind, said) == (gr.CellKind.UNREADABLE, doubt)

    @pytest.mark.parametrize("style", OPEN)
    def test_a_label_is_never_lost_by_a_doubt(self, style: str) -> None:
        marked = page("12").decode().replace("结果维持", f"<span style='{style}'>结果维持</span>")
        assert gr.read(marked.encode())[PATH].value == 12

    @pytest.mark.parametrize("style", APART)
    def test_what_print_sets_apart_joins_no_figure(self, style: str) -> None:
        for cell in (hidden(style), f"12<span style='{style}'>9</span>"):
            assert read(cell)[0].kind is gr.CellKind.UNREADABLE

    @pytest.mark.parametrize("style", SEEN)
    def test_what_is_seen_is_read(self, style: str) -> None:
        assert read(f"1<span style='{style}'>2</span>")[0].value == 12
        assert read(f"<span style='{style}'>12</span>")[0].value == 12

    @pytest.mark.parametrize("style", SEEN)
    def test_rules_of_a_style_sheet_are_read_alike(self, style: str) -> None:
        assert read("1<span class=a>2</span>", f"<style>.a{{{style}}}</style>")[0].value == 12

    @pytest.mark.parametrize("style", [*GONE, *OPEN])
    def test_rules_of_a_style_sheet_hide_alike(self, style: str) -> None:
        found, doubt = read("<span class=a>9</span>12", f"<style>.a{{{style}}}</style>")
        assert (found.value, doubt) == ((12, None) if style in GONE else (None, OPEN[style]))


class TestCascade:
    """Which rule wins."""

    @pytest.mark.parametrize(
        ("sheet", "attributes", "seen"),
        [
            (".a{display:none}.a{display:inline}", "class=a", True),
            (".a{display:inline}.a{display:none}", "class=a", False),
            ("#i{display:none}.a{display:inline}", "class=a id=i", False),
            ("td .a{display:none}.a{display:inline}", "class=a", False),
            (".a{display:none!important}#i{display:inline}", "class=a id=i", False),
            (".a{display:none}", "class=a style='display:inline'", True),
            (".a{display:none!important}", "class=a style='display:inline'", False),
            (".a{display:inline!important}", "class=a style='display:none'", True),
            (":is(#z,.a){display:none}span.a{display:inline}", "class=a", False),
            (":where(#z,.a){display:none}span{display:inline}", "class=a", True),
            ("span:not(.b){display:none}", "class=a", False),
            ("span:not(:hover){display:none}", "class=a", False),
            (":is(td,th) .a{display:none}", "class=a", False),
            ("tr > :where(td) > .a:not(.b){display:none}", "class=a", False),
            ("span:hover{display:none}", "class=a", True),
            ("td > span:first-child{display:none}", "class=a", False),
            ("td:nth-child(2) span{display:none}", "class=a", True),
            (".a::before{display:none}", "class=a", True),
            (".A{display:none}", "class=a", True),
            ("td{& .a{display:none}}", "class=a", False),
            ("td{.a{display:none}}", "class=a", False),
            ("@layer x{.a{display:none}} span{display:inline}", "class=a", True),
            ("@layer x{.a{display:none}}", "class=a", False),
            ("@layer x{.a{display:none!important}} #i{display:inline!important}", "class=a id=i", False),
            ("td{[class=a],td{display:none}}", "class=a", False),
            ("@media screen{.a{display:none}}", "class=a", False),
            ("@media screen and (min-width:1000px){.a{display:none}}", "class=a", False),
            ("@media (width >= 600px){.a{display:none}}", "class=a", False),
            ("@media not print{.a{display:none}}", "class=a", False),
            ("@media print{.a{display:none}}", "class=a", True),
            ("@media (max-width:768px){.a{display:none}}", "class=a", True),
            ("@media only screen and (max-width:600px),print{.a{display:none}}", "class=a", True),
            ("@media (prefers-color-scheme:dark){.a{color:#fff}}", "class=a", True),
            ("/* .a{display:none} */", "class=a", True),
            (".b{content:'}.a{display:none}'}", "class=a", True),
            ("@font-face{src:url(a.woff)}.a{display:none}", "class=a", False),
            ("@import url(x.css);.a{display:none}", "class=a", False),
            (":root{--h:none}.a{display:var(--h)}", "class=a", False),
            (".a{display:var(--none, none)}", "class=a", False),
            (".a{display:var(--none)}", "class=a", True),
            (".a{display:none;display:var(--none)}", "class=a", True),
            ("span[data-x]{display:none}", "class=a data-x=1", False),
            (".a{display:none", "class=a", False),
            ("", "hidden", False),
            ("", "hidden style='display:inline'", True),
            ("[hidden]{display:inline}", "hidden", True),
        ],
    )
    def test_the_rule_that_wins(self, sheet: str, attributes: str, seen: bool) -> None:
        found, doubt = read(f"<span {attributes}>9</span>12", f"<style>{sheet}</style>")
        if "display:none;display:var" in sheet:  # the variable makes the last one count, and unset is inline
            seen = True
        assert (found.value, doubt) == (912 if seen else 12, None)

    @pytest.mark.parametrize(
        "sheet",
        [
            "@supports (display:grid){.a{display:none}}", ".a{display:none}@supports (display:grid){.a{display:inline}}",
            "@supports (display:grid){.a{display:inline-block;width:0;overflow:hidden}}", "@container (min-width:1px){.a{display:none}}",
            "@media (any-thing:new){.a{display:none}}", "td::first-letter{font-size:0}",
            "td::first-letter{visibility:hidden}", "td::first-letter{color:transparent}",
        ],
    )  # fmt: skip
    def test_a_rule_of_which_only_a_browser_knows_whether_it_holds(self, sheet: str) -> None:
        found, doubt = read("<span class=a>9</span>12", f"<style>{sheet}</style>")
        assert (found.kind, doubt) == (gr.CellKind.UNREADABLE, Doubt.HIDDEN)

    @pytest.mark.parametrize(
        "sheet",
        [
            "@supports (display:grid){.a{width:calc(100% - 20px)}}",
            "@supports (display:flex){.a{height:calc(100% - 2px);min-width:calc(100% - 2px)}}",
            "@container (min-width:1px){.a{max-width:calc(100% - 2em)}}",
            "@scope (td){.a{padding:calc(100% - 100%)}}",
            ".a::first-letter{height:calc(100% - 100%);inset:3px}",
        ],
    )
    def test_what_is_ordinary_raises_no_doubt_where_only_a_browser_knows(self, sheet: str) -> None:
        for cell in ("<td class=a>12", "<p class=a>12</p>"):
            assert read(cell, f"<style>{sheet}</style>")[0].value == 12

    def test_sheets_for_paper_do_not_count(self) -> None:
        assert read("<span class=a>1</span>2", "<style media=print>.a{display:none}</style>")[0].value == 12

    def test_a_length_without_a_unit_counts_only_on_pages_without_a_doctype(self) -> None:
        cell = "<span style='position:relative;left:-9999'>9</span>12"
        assert read(cell)[0].value == 912
        assert read(cell, doctype="")[0].value == 12

    @pytest.mark.parametrize(
        ("classes", "unreadable"),
        [
            ("sr-only", True), ("a visually-hidden", True), ("screen-reader-text", True), ("hidden", True),
            ("layui-hide", True), ("d-none d-md-inline", False), ("hidden md:inline", False), ("num", False),
        ],
    )  # fmt: skip
    def test_classes_for_screen_readers_whose_sheet_is_not_in_the_page(
        self, classes: str, unreadable: bool
    ) -> None:
        found, doubt = read(f"<span class='{classes}'>9</span>12")
        assert (found.value, doubt) == ((None, Doubt.HIDDEN) if unreadable else (912, None))
        assert read(f"<span class='{classes}'>共</span>12")[0].value == (12 if unreadable else None)

    def test_classes_of_which_the_pages_sheet_says_something_else(self) -> None:
        assert read("<span class=hidden>1</span>2", "<style>.hidden{color:red}</style>")[0].value == 12


class TestGrounds:
    """The colour of a figure, and the ground it stands on, wherever each was set."""

    @pytest.mark.parametrize(
        ("cell", "head", "number"),
        [
            ("<td bgcolor=black>12", "", None),
            ("<td bgcolor=black><font color=white>12</font>", "", 12),
            ("<td><font color=white>9</font>12", "", None),
            ("<td style='background:#000;color:#fff'>12", "", 12),
            ("<td style='background:#000'><span style='color:#fff'>1</span>2", "", None),
            ("<td><span style='background:#000;color:#fff'>1</span>2", "", 12),
            ("12", "<style>table{background:#036;color:#fff}</style>", 12),
            ("12", "<style>body{background:#fff;color:#fff}</style>", None),
            ("12", "<style>body{background:#000} table{background:#fff}</style>", 12),
            ("12", "<style>tr{color:#fff}</style>", None),
            ("12", "<style>tr{color:#fff;background:navy}</style>", 12),
            ("12", "<style>td{color:#fff}tr{background:rgba(0,0,128,.9)}</style>", 12),
            ("12", "<style>td{color:#fff}tr{background:rgba(0,0,128,.05)}</style>", None),
            ("12", "<style>a{color:#fff} th{color:#fff}</style>", 12),
            ("12", "<style>body{background:url(a.png)}</style>", 12),
            ("<td><span style='color:red'>1</span>2", "<style>body{background:url(a.png)}</style>", 12),
            ("<td><a href=x>12</a>", "", 12),
            ("<td style='background:#00e'><a href=x>9</a><font color=white>12</font>", "", None),
            ("<td><mark>12</mark>", "", 12),
            ("12", "<style>:root{--c:#fff}td{color:var(--c)}</style>", None),
            ("12", "<style>:root{--c:#333}td{color:var(--c)}</style>", 12),
            ("12", "<style>td{color:var(--el-text)}</style>", 12),
            ("<td style='color:#fff;text-shadow:0 0 2px #000'>12", "", None),
            ("<td style='color:transparent;text-shadow:0 0 2px #000'>12", "", None),
        ],
    )
    def test_a_figure_of_the_colour_of_its_ground(self, cell: str, head: str, number: int | None) -> None:
        found, doubt = read(cell, head)
        assert (found.value, doubt) == (number, None if number is not None else Doubt.COLOUR)


class TestThings:
    """What a cell prints that is no text."""

    @pytest.mark.parametrize(
        ("cell", "doubt"),
        [
            ("<img src=4.png>", Doubt.PICTURE),
            ("<img src=4.png alt=12>", Doubt.PICTURE),
            ("<p><img src=4.png width=30 height=12></p>", Doubt.PICTURE),
            ("<svg><text>12</text></svg>", Doubt.DRAWING),
            ("<canvas></canvas>", Doubt.PICTURE),
            ("<object data=4.svg>9</object>", Doubt.PICTURE),
            ("<iframe src=4.html></iframe>", Doubt.PICTURE),
            ("<input type=image src=4.png>", Doubt.PICTURE),
            ("<input type=checkbox>", Doubt.FIELD),
            ("<input type=password value=12>", Doubt.FIELD),
            ("<input type=button value=12>", Doubt.FIELD),
            ("<input placeholder=12>", Doubt.FIELD),
            ("<button>12</button>", Doubt.FIELD),
            ("<progress value=1></progress>", Doubt.DRAWING),
            ("<select multiple><option>1<option>2</select>", Doubt.FIELD),
            (
                "<i style='display:inline-block;width:9px;height:9px;background:url(n.png)'></i>",
                Doubt.PICTURE,
            ),
            ("<td style='background:url(12.png)'></td>", Doubt.PICTURE),
            ("<td style='background:url(9.png)'>12</td>", Doubt.PICTURE),
            ("<i style='padding:5px;background:url(9.png)'></i>12", Doubt.PICTURE),
            ("12<script>document.write(9)</script>", Doubt.GENERATED),
            ("<ol start=12><li></li></ol>", Doubt.GENERATED),
            ("<ul style='list-style:decimal inside'><li value=12></li></ul>", Doubt.GENERATED),
            ("<ul style='list-style:\"9\"'><li>12</li></ul>", Doubt.GENERATED),
            ("1<img src=2.png>", Doubt.PICTURE),
            ("<img src=1.png style='width:-3px'>2", Doubt.PICTURE),
            ("<img src=1.png style='width:-2em'>", Doubt.PICTURE),
            ("<img src=1.png width=-5>2", Doubt.PICTURE),
            ("<canvas width=-3></canvas>2", Doubt.PICTURE),
            ("<svg style='width:-1px' width=30 height=20><text>1</text></svg>2", Doubt.DRAWING),
            ("<svg style='block-size:0;min-block-size:20px' width=30><text>1</text></svg>2", Doubt.DRAWING),
            ("<img src=1.png style='height:0;min-height:20px'>2", Doubt.PICTURE),
            ("<ol><li>12</li></ol>", Doubt.GENERATED),
        ],
    )
    def test_is_unreadable(self, cell: str, doubt: Doubt) -> None:
        found, said = read(cell)
        assert (found.kind, said) == (gr.CellKind.UNREADABLE, doubt)

    @pytest.mark.parametrize(
        ("cell", "number"),
        [
            ("12<img src=blank.gif width=1 height=1>", 12),
            ("12<img src=a.png style='display:none'>", 12),
            ("12<img src=a.png style='width:1px'>", 12),
            ("12<img src=a.png style='block-size:0;min-block-size:0'>", 12),
            ("<input type=text value=12 style='opacity:0px'>", 12),
            ("12<svg style='display:none'><text>9</text></svg>", 12),
            ("12<button>复制</button>", 12),
            ("<select><option label=12>9</option></select>", 12),
            ("<input type=hidden value=9>12", 12),
            ("<input type=text value=12>", 12),
            ("12<datalist><option>9</datalist>", 12),
            ("<ul style='list-style:none'><li>12</li></ul>", 12),
            ("<ol style='list-style:none'><li>12</li></ol>", 12),
            ("<ruby>12<rt>9</rt></ruby>", 12),
            ("<ruby>12<rp>(</rp><rt>9</rt><rp>)</rp></ruby>", 12),
            ("<math><mn>12</mn></math>", 12),
            ("12<details><summary></summary>9</details>", 12),
            ("12<dialog>9</dialog>", 12),
            ("12<div popover>9</div>", 12),
            ("12<template>9</template>", 12),
            ("<td class=t></td>", None),
        ],
    )
    def test_changes_nothing(self, cell: str, number: int | None) -> None:
        found, said = read(cell, "<style>.t{background:url(texture.png)}</style>")
        assert (found.value, said) == (number, None)
        assert number is not None or found.kind is gr.CellKind.BLANK

    @pytest.mark.parametrize(
        ("sheet", "cell", "doubt"),
        [
            (".a::before{content:'9'}", "12", Doubt.GENERATED),
            (".a:after{content:'9'}", "12", Doubt.GENERATED),
            (".a::after{content:'\\39'}", "12", Doubt.GENERATED),
            (".a::after{content:attr(data-x)}", "12", Doubt.GENERATED),
            (".a::after{content:counter(n)}", "12", Doubt.GENERATED),
            (".a::after{content:url(9.png)}", "12", Doubt.PICTURE),
            (".a::after{content:'万'}", "12", Doubt.GENERATED),
            (".a::before{content:'—'}", "", Doubt.GENERATED),
            (".a{content:url(9.png)}", "12", Doubt.PICTURE),
            (".a{position:relative}.a::after{content:'';position:absolute;inset:0;background:#fff}", "12",
             Doubt.OVERPRINTED),
            (".a::after{content:'';position:absolute;border:1px solid}", "12", None),
            (".a li::marker{content:'9'}", "<ul><li>12</li></ul>", Doubt.GENERATED),
            (".a li::marker{color:red}", "<ul><li>12</li></ul>", None),
            (".a::before{content:'共'}", "12", None),
            (".a::before{content:none}", "12", None),
            (".a::before{content:'9';display:none}", "12", None),
            ("@media (max-width:600px){.a::before{content:attr(data-x)}}", "12", None),
            (".a:hover::before{content:'9'}", "12", None),
            (".a::before{content:attr(data-label)}", "12", None),
            (".clearfix:after{content:'.';display:block;height:0;visibility:hidden}", "12", None),
        ],
    )  # fmt: skip
    def test_what_a_style_sheet_prints(self, sheet: str, cell: str, doubt: Doubt | None) -> None:
        found, said = read(
            f"<td class='a clearfix' data-x=9 data-label=结果维持>{cell}</td>", f"<style>{sheet}</style>"
        )
        assert said == doubt
        assert found.value == (12 if doubt is None else None)

    @pytest.mark.parametrize(
        "cell",
        [
            "<td style='position:relative'>12<i style='position:absolute;inset:0;background:#fff'></i>",
            "<div>12</div><div style='margin-top:-20px;background:#fff;height:20px'></div>",
            "<span>12</span><span style='margin-left:-20px;background:#fff'>&emsp;</span>",
        ],
    )
    def test_what_lies_over_a_figure(self, cell: str) -> None:
        found, said = read(cell)
        assert (found.kind, said) == (gr.CellKind.UNREADABLE, Doubt.OVERPRINTED)

    @pytest.mark.parametrize(
        "cell",
        [
            "<span style='float:right'>4</span><span>5</span>",
            "<div style='display:flex;justify-content:space-between'><i>4</i><i>5</i></div>",
            "<div style='display:grid;grid-template-columns:1fr 1fr'><i>4</i><i>5</i></div>",
            "<div style='columns:2'><i>4</i><i>5</i></div>",
            "<i style='display:table-cell'>4</i><i style='display:table-cell'>5</i>",
            "<i style='margin-right:40px'>4</i>5",
            "4<i style='display:inline-block;width:40px;text-align:right'>5</i>",
            "<div style='height:1em;overflow:hidden'><br>4</div>5",
            "<span style='float:right'>4</span><span style='float:right'>5</span>",
            "<div style='display:flex;flex-direction:row-reverse'><i>4</i><i>5</i></div>",
            "<div style='display:flex'><i style='order:2'>4</i><i>5</i></div>",
            "<div dir=rtl><i style='display:inline-block'>4</i><i style='display:inline-block'>5</i></div>",
            "<div dir=rtl>4 5</div>",
            "<div dir=rtl>-45</div>",
            "<div dir=rtl><i style='display:inline-flex'><b>4</b><b>5</b></i></div>",
            "<i style='display:inline-flex;flex-flow:row-reverse'><b>4</b><b>5</b></i>",
            "<i style='display:inline-flex'><b>4</b><small>5</small></i>",
            "<i style='display:inline-flex;gap:2em'><b>4</b><b>5</b></i>",
            "4<i style='float:left'>5</i>",
            "<i style='float:left;clear:left'>4</i><i style='float:left;clear:left'>5</i>",
            "<i style='float:left'>4</i><small style='float:left'>5</small>",
            "<i style='float:right'><b style='float:left'>4</b></i><b style='float:left'>5</b>",
        ],
    )
    def test_figures_of_which_a_browser_tells_the_order(self, cell: str) -> None:
        assert read(cell)[0].kind is gr.CellKind.UNREADABLE

    @pytest.mark.parametrize(
        "cell",
        [
            "<i style='float:left'>1</i><i style='float:left'>2</i>",
            "<i style='display:inline-flex'><b>1</b><b>2</b></i>",
            "<i style='direction:rtl'>12</i>",
            "<p dir=rtl>12</p>",
            "<b style='font-size:0'><i style='font-size:14px'>12</i></b>",
            "<b style='position:relative'>12<i style='position:absolute;inset:0;background:rgba(255,255,0,.2)'></i></b>",
        ],
    )
    def test_what_stands_in_the_order_of_the_file(self, cell: str) -> None:
        assert read(cell)[0].value == 12

    def test_what_a_rule_for_a_name_pushes_out_of_a_box(self) -> None:
        sheet = "b.box{display:inline-block;height:14px;overflow:hidden}.box i{display:block;height:20px}"
        found, said = read("<b class=box><i></i>12</b>", f"<style>{sheet}</style>")
        assert (found.kind, said) == (gr.CellKind.UNREADABLE, Doubt.HIDDEN)

    @pytest.mark.parametrize(
        "cell",
        [
            "<span style='float:right'>12</span>",
            "<span style='margin:0 30px'>12</span>",
            "<div style='display:flex;justify-content:center'><i>12</i></div>",
            "<div style='display:grid;place-items:center'>12</div>",
            "<div style='width:60px;height:24px;overflow:hidden'>12</div>",
            "<span style='display:inline-block;width:60px'>12</span>",
            "<div style='position:absolute'>12</div>",
            "<div style='display:flex;flex-direction:row-reverse'><i>12</i><i>件</i></div>",
            "<span style='float:left'>件数</span><input type=hidden>",
        ],
    )
    def test_one_figure_alone_may_stand_where_it_will(self, cell: str) -> None:
        found, doubt = read(cell)
        assert doubt is None
        assert found.value == (12 if "12" in cell else None)


class TestTablesInCells:
    @pytest.mark.parametrize(
        ("cell", "number"),
        [
            ("<table><tr><td>12</td></tr></table>", 12),
            ("<div><table><tr><td><p>12</p></td></tr></table></div>", 12),
            ("<table><tr><td><table><tr><td>12</td></tr></table></td></tr></table>", 12),
            ("<table><tr><td></td><td>12</td></tr></table>", 12),
            ("<table><tr><td>1</td><td>2</td></tr></table>", None),
            ("1<table><tr><td>2</td></tr></table>", None),
            ("12<table style='display:none'><tr><td>9</td></tr></table>", 12),
            ("<table><tr><td><span style='opacity:0'>9</span>12</td></tr></table>", 12),
        ],
    )
    def test_a_table_of_one_figure_is_the_figure(self, cell: str, number: int | None) -> None:
        found, _ = read(cell)
        assert found.value == number
        assert number is not None or found.kind is gr.CellKind.UNREADABLE


class TestSheets:
    """Which style sheets a browser takes, and how it takes them apart."""

    @pytest.mark.parametrize(
        "sheet",
        [
            "<style type='text/less'>.a{display:none}</style>",
            "<noscript><style>.a{display:none}</style></noscript>",
            "<style>.u{background:url(x;}.a{display:none}</style>",
        ],
    )
    def test_what_no_browser_applies_hides_nothing(self, sheet: str) -> None:
        assert read("1<span class=a>2</span>", sheet)[0].value == 12

    @pytest.mark.parametrize(
        "sheet",
        [
            "<style type='text/css'>.a{display:none}</style>",
            "<style type=''>.a{display:none}</style>",
            "<style>.u{background:url('x;}')}.a{display:none}</style>",
            "<style>.u{background:url(x;})}.a{display:none}</style>",
        ],
    )
    def test_what_all_apply_hides(self, sheet: str) -> None:
        assert read("12<span class=a>9</span>", sheet)[0].value == 12

    def test_a_variable_has_its_initial_value(self) -> None:
        sheet = "<style>@property --w{{syntax:'<color>';inherits:false;initial-value:{}}}.a{{color:var(--w)}}</style>"
        assert read("12<span class=a>9</span>", sheet.format("#fff"))[0].kind is gr.CellKind.UNREADABLE
        assert read("1<span class=a>2</span>", sheet.format("#333"))[0].value == 12


class TestAround:
    """What is painted round a box, over what stands beside it."""

    @pytest.mark.parametrize(
        "style",
        [
            "box-shadow:-12px 0 0 14px #fff",
            "outline:20px solid #fff",
            "outline:2em solid #fff",
            "box-shadow:-1em 0 0 1em #fff",
            "box-shadow:inset 0 0 0 1px #fff,-12px 0 0 14px #fff",
            "box-shadow:-12px 0 0 14px #fff,0 0 2px rgba(0,0,0,.2)",
            "border-left:30px solid #fff;height:20px;margin-left:-30px",
        ],
    )
    def test_may_cover_the_figure(self, style: str) -> None:
        found, _ = read(f"12<i style='display:inline-block;width:1px;height:1px;{style}'></i>")
        assert found.kind is gr.CellKind.UNREADABLE

    @pytest.mark.parametrize(
        "style",
        ["box-shadow:0 1px 2px #ccc", "box-shadow:0 2px 12px rgba(0,0,0,.1)", "outline:1px solid red"],
    )
    def test_an_ordinary_one_covers_nothing(self, style: str) -> None:
        assert read(f"12<i style='display:inline-block;{style}'></i>")[0].value == 12


def test_a_picture_that_shows_nothing_may_part_two_figures() -> None:
    assert read("4<img src=x width=30 height=1>7")[0].kind is gr.CellKind.UNREADABLE
    assert read("4<img src=x width=1 height=30>7")[0].value == 47


class TestRowsAndCells:
    @pytest.mark.parametrize("hides", ["style='display:none'", "hidden"])
    def test_a_hidden_row_that_would_move_others_is_no_row(self, hides: str) -> None:
        """It has a cell of its own for the label of its group, and other figures: browsers leave it out."""
        heads = "".join(
            f"<td>{each}</td>"
            for each in ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
        )
        group = "<td rowspan=2>（三）不予公开</td><td>1.属于国家秘密</td>"
        seen = f"<tr>{group}{'<td>7</td>' * 7}</tr><tr><td>2.其他法律行政法规禁止公开</td>{'<td>8</td>' * 7}</tr>"
        table = f"<table><tr><td colspan=2></td>{heads}</tr><tr {hides}>{group}{'<td>9</td>' * 7}</tr>{seen}</table>"
        raw = gr.read(f"<!doctype html>{table}".encode())
        assert raw["requests.outcomes.refused.state_secret.total"].value == 7
        assert raw["requests.outcomes.refused.prohibited_by_law.total"].value == 8

    @pytest.mark.parametrize(
        "row", ["<tr style='display:none'>", "<tr hidden>", "<tr style='visibility:hidden'>", "<tr style='opacity:0'>",
                "<tbody style='display:none'><tr>"],
    )  # fmt: skip
    def test_a_hidden_row_is_read_with_a_note(self, row: str) -> None:
        raw = gr.read(page("12", row=row))
        assert raw[PATH].value == 12
        assert any(note.kind is NoteKind.HIDDEN for note in raw.notes)

    @pytest.mark.parametrize("style", ["visibility:hidden", "opacity:0", "font-size:0", "transform:scale(0)"])
    def test_the_figure_of_a_hidden_cell_is_not_read(self, style: str) -> None:
        found, doubt = read(f"<td style='{style}'>12</td>")
        assert (found.kind, doubt) == (gr.CellKind.UNREADABLE, Doubt.HIDDEN)

    def test_a_cell_that_takes_no_place_moves_those_behind_it(self) -> None:
        for style in ("display:none", "position:absolute;left:-9999px"):
            assert read(f"<td style='{style}'>9</td><td>12</td>")[0].value == 12

    @pytest.mark.parametrize("block", ["div", "p"])
    @pytest.mark.parametrize(
        "style", ["display:none", "opacity:0", "visibility:hidden", "left:-9999px;position:absolute"]
    )
    def test_a_hidden_block_round_a_table_may_be_one_that_a_script_shows(
        self, block: str, style: str
    ) -> None:
        whole = page("12").decode().replace("<body>", f"<body><{block} style='{style}'>")
        assert gr.read(whole.encode())[PATH].value == 12

    @pytest.mark.parametrize("tag", ["div", "p"])
    def test_a_hidden_block_in_a_cell_is_not_read(self, tag: str) -> None:
        assert read(hidden("display:none", tag))[0].value == 12

    @pytest.mark.parametrize(
        ("cell", "row"),
        [
            ("<td style='float:right'>12</td>", "<tr>"),
            ("<td style='position:relative;left:-90px'>12</td>", "<tr>"),
            ("<td style='position:absolute'>12</td>", "<tr>"),
            ("<td style='transform:translateX(90px)'>12</td>", "<tr>"),
            ("<td style='transform:matrix(1,0,0,1,90,0)'>12</td>", "<tr>"),
            ("12", "<tr style='display:flex;flex-direction:row-reverse'>"),
            ("12", "<tr style='position:relative;top:-40px'>"),
            ("12", "<tr style='transform:translateY(-40px)'>"),
        ],
    )
    def test_a_cell_or_row_that_stands_elsewhere(self, cell: str, row: str) -> None:
        found, doubt = read(cell, row=row)
        assert (found.kind, doubt) == (gr.CellKind.UNREADABLE, Doubt.OVERPRINTED)

    @pytest.mark.parametrize(
        "style",
        ["position:relative", "position:relative;top:1px", "position:sticky;left:0", "transform:translateZ(0)", "float:none",
         "display:table-cell", "vertical-align:top", "vertical-align:super"],
    )  # fmt: skip
    def test_a_cell_that_stands_where_it_stands(self, style: str) -> None:
        assert read(f"<td style='{style}'>12</td>")[0].value == 12

    @pytest.mark.parametrize(
        ("columns", "doubt"),
        [
            ("<col style='visibility:collapse'>", Doubt.HIDDEN),
            ("<colgroup><col style='background:#000'></colgroup>", Doubt.COLOUR),
            ("<colgroup style='background:#000' span=3></colgroup>", Doubt.COLOUR),
            ("<col><col style='background:#000'>", None),
            ("<col width=72 style='mso-width-source:userset;width:54pt'>", None),
            ("<colgroup><col style='background:#eee'></colgroup>", None),
        ],
    )
    def test_what_columns_say_of_their_cells(self, columns: str, doubt: Doubt | None) -> None:
        whole = page("12").decode().replace("<table>", f"<table>{columns}")
        raw = gr.read(whole.encode())
        doubts = [note.value for note in raw.notes if note.kind is NoteKind.DOUBT and note.path == PATH]
        assert (raw[PATH].value, doubts) == (None if doubt else 12, [doubt] if doubt else [])

    def test_a_column_is_that_in_which_a_cell_is_seen(self) -> None:
        """Of a hidden row a cell would reach down; browsers lay the table out without it, and hide the column."""
        row = "<tr hidden><td rowspan=2></td></tr><tr>"
        for column, value in (("<col style='visibility:collapse'>", None), ("<col>", 12)):
            whole = page("12", row=row).decode().replace("<table>", f"<table>{column}")
            assert gr.read(whole.encode())[PATH].value == value

    def test_cells_cut_off_where_columns_keep_their_widths(self) -> None:
        style = "<style>table{table-layout:fixed}.a{width:10px;overflow:hidden;white-space:nowrap}</style>"
        assert read("<td class=a>123456</td>", style)[1] == Doubt.HIDDEN
        assert read("<td class=a>123456</td>", style.replace("fixed", "auto"))[0].value == 123456
        assert read("<td class=a>12</td>", style.replace("10px", "60px"))[0].value == 12


class TestSpans:
    """Spans as every browser takes them."""

    def test_a_span_ends_with_its_row_group(self) -> None:
        text = page("12").decode()
        head, body = text.split("<tr><td>12</td>")
        head = head.replace("<table>", "<table><thead>").replace("rowspan=2", "rowspan=9")
        grouped = f"{head}</thead><tbody><tr><td>12</td>{body}"
        raw = gr.read(grouped.encode())
        assert raw[PATH].value == 12
        assert len(raw) == 15

    @pytest.mark.parametrize("span", ["5px", " 5", "+5", "5.9", "5;", "05"])
    def test_the_digits_count_with_which_a_span_begins(self, span: str) -> None:
        assert (
            gr.read(page("12").decode().replace("colspan=5", f'colspan="{span}"').encode())[PATH].value == 12
        )


#: What content management systems put round an article, and style everything with.
SHELL = """<style>
body,td,p{margin:0;padding:0;font-size:14px;line-height:1.8;color:#333} body{background:#f5f5f5 url(/b.png) repeat-x}
.top{height:80px;overflow:hidden;position:relative;zoom:1} .clear{clear:both;height:0;overflow:hidden}
.nav{position:fixed;top:0;left:0;z-index:99;background:#06c;color:#fff} .nav li ul{display:none;position:absolute}
.wrap{width:1000px;overflow:hidden;margin:-10px auto 0;opacity:.98;transform:translateZ(0);background:#fff}
.art p{text-indent:2em;letter-spacing:1px} .m{display:none} .foot{color:#fff;background:#036}
.clearfix:after{content:".";display:block;height:0;clear:both;visibility:hidden} html{filter:grayscale(100%)}
th{background:#06c;color:#fff} tr:nth-child(even){background:#f2f2f2} td{border:1px solid #ddd;vertical-align:middle}
td p{margin:0 -5.25pt 0 -.05pt;text-indent:0;position:relative} td a{color:#06c;text-decoration:none}
@media (max-width:768px){td:nth-child(n+3){display:none} .wrap{width:auto}} @media print{.wrap{display:none}}
.fade{animation:fade 1s} @keyframes fade{from{opacity:0}to{opacity:1}} .swiper{transform:translateX(-9999px)}
</style>"""


@pytest.mark.parametrize(
    "cell",
    [
        "12", "<p>12</p>", "<p class=MsoNormal style='mso-hide:all;margin-right:-5.25pt'><span lang=EN-US>12</span></p>",
        "<a href=x>12</a>", "<p style='text-indent:2em'>12</p>", "<div class=clearfix>12</div>",
        "<p>12</p><div class=clear></div>", "<font color=#333333>12</font>", "<b>1</b><span>2</span>",
    ],
)  # fmt: skip
def test_what_sites_do_to_every_page_disturbs_nothing(cell: str) -> None:
    whole = page(cell, SHELL).decode()
    shell = "<div class=top><div class=nav><ul><li>首页<ul><li>9</ul></ul></div></div><div class='wrap fade'><div class=art>"
    whole = whole.replace("<body>", f"<body>{shell}").replace(
        "</body>", "</div></div><div class=foot>9</div></body>"
    )
    raw = gr.read(whole.encode())
    assert raw[PATH].value == 12
    assert len(raw) == 15
    assert not [note for note in raw.notes if note.kind is NoteKind.DOUBT]


#: Style sheets of pages on which every figure is plainly seen, with how its cell is written.
SPARED = {
    ".f{font-size:0} .f span{font-size:14px}": "<span>12</span>",
    "div{font-size:0} div table{font-size:14px}": "12",
    ".f{visibility:hidden} .f span{visibility:visible}": "<span>12</span>",
    ".f{letter-spacing:-.5em} .f span{letter-spacing:0}": "<span>12</span>",
    ".f{direction:rtl} .f span{display:block;direction:ltr}": "<span>12-3=9</span>",
    "td{position:relative} td:after{content:'';position:absolute;left:0;bottom:0;width:100%;height:1px;background:#e5e5e5}": "12",
    "td{position:relative} td:before{content:'';position:absolute;left:0;top:25%;width:1px;height:50%;background:#ddd}": "12",
    "td{position:relative} td:after{content:'';position:absolute;left:0;width:100%;height:0;background:#000}": "12",
    "td{position:relative} td:after{content:'';position:absolute;left:0;width:100%;height:100%;background:#000;opacity:0}": "12",
    "html{font-size:100px} body{font-size:.16rem} td p{font-size:.24rem;text-indent:.1rem}": "<p>12</p>",
    "html{font-size:calc(100vw/7.5)} td{font-size:.14rem}": "12",
    ":root{font-size:50px} table{font-size:.3rem} td{font-size:.2rem}": "12",
    "</style><script>document.documentElement.style.fontSize=innerWidth/7.5+'px'</script><style>td{font-size:.14rem}": "12",
    "html{font-size:50px} b{color:red}": "<span style='font-size:.2rem'>12</span>",
    "@supports (display:grid){td{color:#333;background:#fff;padding:4px}}": "12",
    "@supports not (display:grid){td{display:table-cell;color:black}}": "12",
    "@container (min-width:1px){td{color:rgb(51,51,51)}}": "12",
    ":lang(zh) td{color:#333}": "12",
    "td{animation:fade 1s ease-in .2s} @keyframes fade{from{opacity:0}to{opacity:1}}": "12",
    "tr{animation:rise 300ms cubic-bezier(.1,.7,1,9)} @keyframes rise{from{margin-top:9px}}": "12",
    "td{position:relative} td:before{content:'';position:absolute;left:0;top:0;width:3px;height:100%;background:#06c}": "12",
    "td s{text-decoration:none} b{color:red}": "<s>12</s>",
    "sup{vertical-align:baseline;font-size:100%}": "<sup>12</sup>",
    "tr{animation:in .4s ease both} @keyframes in{from{opacity:0}to{opacity:1;transform:none}}": "12",
    "body{color:oklch(25% .02 250)}": "12",
    "body{color:lab(20% 5 -5)}": "12",
    "body{color:light-dark(#333, #eee)}": "12",
    "body{color:color-mix(in srgb, black 80%, white)}": "12",
}


@pytest.mark.parametrize("style", SPARED)
def test_what_ends_or_spares_a_hiding_leaves_the_figure_seen(style: str) -> None:
    whole = page(SPARED[style], f"<style>{style}</style>").decode()
    raw = gr.read(
        whole.replace("<table>", "<div><table>")
        .replace("<td>12", "<td class=f>12")
        .replace("<td><span", "<td class=f><span")
        .encode()
    )
    assert not [note for note in raw.notes if note.kind is NoteKind.DOUBT and note.path == PATH]
    assert raw[PATH].text == ("12-3=9" if "rtl" in style else "12")


@pytest.mark.parametrize(
    "style",
    [
        ".f{font-size:0} .f span{font-size:1em}",
        "html{font-size:1px} span{font-size:2rem}",
        "html{font-size:2rem} span{font-size:.05rem}",
        "td{position:relative} td:after{content:'';position:absolute;left:0;top:50%;width:100%;height:1px;background:#000}",
        "td{position:relative} td:after{content:'';position:absolute;left:0;top:0;width:100%;height:1px;background:#000;transform:scaleY(99)}",
        "td{position:relative} td:after{content:'';position:absolute;left:0;top:0;width:100%;height:0;padding-bottom:99%;background:#000}",
        "td{position:relative} td:after{content:'';position:absolute;left:0;top:0;width:100%;height:0;min-height:99px;background:#000}",
        "span{animation:a 1s forwards} @keyframes a{to{opacity:0}}",
        "span{animation:a 1s cubic-bezier(0,0,1,1) both, b 1s both} @keyframes a{to{opacity:1}} @keyframes b{to{opacity:0}}",
        "span{animation:a 1s both reverse} @keyframes a{from{opacity:0}to{opacity:1}}",
        "span{animation:a 1s both} @keyframes a{from{opacity:1}50%,100%{opacity:0}}",
        "span{animation:a 1s both} @keyframes a{from{opacity:0}}",
        "span{animation:a 1s infinite} @keyframes a{to{opacity:0}}",
        "span{animation:a 999s} @keyframes a{from{opacity:0}}",
        "span{animation:a 1s 999} @keyframes a{from{opacity:0}}",
        "span{animation:a 1s;animation-fill-mode:both} @keyframes a{to{opacity:0}}",
        "span{-webkit-animation-name:a;-webkit-animation-fill-mode:both} @keyframes a{to{opacity:0}}",
        "span{color:oklch(100% 0 0)}",
        "span{color:lab(100% 0 0)}",
        "span{color:light-dark(#fff, #000)}",
    ],
)
def test_what_hides_is_not_taken_for_what_spares(style: str) -> None:
    assert read("<td class=f><span>12</span>", f"<style>{style}</style>")[0].value is None


#: Style sheets that hide the elements i of cells, in words that not all programs understand.
HIDING_I = [
    "@namespace h 'http://www.w3.org/1999/xhtml'; h|i{display:none}", "*|i{display:none}",
    ":where(:root) i{display:none}", ":is(:root) i{display:none}", ":is(html) i{display:none}",
    "i:lang(zh){display:none}", ":lang('zh') i{display:none}", "i:dir(ltr){display:none}",
    "i:defined{display:none}", "@import url(data:text/css,i%7Bdisplay:none%7D);",
    "@import 'data:text/css;base64,aXtkaXNwbGF5Om5vbmV9';", "@supports (display:grid){i{color:#fff}}",
    "@supports (display:grid){i{background:#000}}",
]  # fmt: skip


@pytest.mark.parametrize("style", HIDING_I)
def test_what_is_hidden_in_whatever_words_is_no_part_of_the_figure(style: str) -> None:
    assert read("<i lang=zh-CN><i>9</i></i>12", f"<style>{style}</style>")[0].value in (12, None)


def test_what_is_hidden_in_another_language_is_seen_in_this() -> None:
    assert read("<i lang=en>9</i>12", "<style>:lang(zh){display:none}</style>")[0].value == 912


@pytest.mark.parametrize(
    "address", ["data:text/css,i{display:none}", "data:text/css;base64,aXtkaXNwbGF5Om5vbmV9"]
)
def test_a_style_sheet_that_is_written_into_its_address(address: str) -> None:
    assert read("<i>9</i>12", f'<link rel=stylesheet href="{address}">')[0].value == 12
    assert read("<i>9</i>12", f'<link rel=icon href="{address}">')[0].value == 912


@pytest.mark.parametrize(
    "cell",
    [
        "1<datalist style=display:inline>9</datalist>2", "<ruby>12<rt style=display:inline>9</rt></ruby>",
        "<span><template shadowrootmode=open>9</template>12</span>",
    ],
)  # fmt: skip
def test_what_prints_though_its_name_says_that_it_does_not(cell: str) -> None:
    assert read(cell)[0].value is None


def test_what_stands_above_characters_is_no_part_of_a_figure() -> None:
    assert read("<ruby>12<rt>9</rt></ruby>")[0].value == 12


@pytest.mark.parametrize(
    "sheet",
    [
        "@layer p,q; @layer q{.a{display:none}} @layer p{span.a{display:inline}}",
        "@layer p{.a{display:inline!important}} @layer q{.a{display:none!important}}",
        "@layer{.a{display:none}} @layer{.a{display:inline}}",
    ],
)
def test_of_several_layers_only_a_browser_knows_which_wins(sheet: str) -> None:
    found, doubt = read("<span class=a>9</span>12", f"<style>{sheet}</style>")
    assert found.kind is gr.CellKind.UNREADABLE
    assert doubt is not None
