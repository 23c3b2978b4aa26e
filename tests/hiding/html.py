"""Ways to put digits into a web page where no reader of the page sees them, and odd ways to show them.

In markup ``§`` is the digits, ``¤`` the cell's own figure and ``№`` a number of which each plant has its own.
What stands between two ``¦`` stands there again for each digit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import attrs
from attrs import frozen

from govinfo_report.raw import RawReport
from tests.documents.grids import Document, document_of
from tests.documents.html import HtmlStyle, render_html
from tests.hiding.placing import with_texts
from tests.hiding.ways import Place, Plant, Way

__all__ = ["DECOYS", "PLAIN", "WAYS", "Html", "page", "specimen"]

BESIDE = (Place.BEFORE, Place.AFTER, Place.WITHIN, Place.ALONE)
ROUND = (Place.BEFORE, Place.AFTER, Place.ALONE)
LAST = (Place.AFTER, Place.ALONE)
WHOLE = (Place.CELL,)
BARE = (Place.ALONE,)


@frozen(kw_only=True)
class Html:
    """Markup in the cell, styles of the page, attributes of the cell, markup at the end of the page."""

    inner: str
    css: str = ""
    cell: str = ""
    foot: str = ""


def _hide(name: str, inner: str, places: tuple[Place, ...] = BESIDE, **parts: str) -> Way:
    return Way(name=name, mark=Html(inner=inner, **parts), places=places)


def _mixed(
    name: str,
    inner: str,
    places: tuple[Place, ...] = (Place.CELL,),
    means: Callable[[str, str], frozenset[str]] = lambda _, __: frozenset(),
    **parts: str,
) -> Way:
    """Digits that make no number with the figure, if they are seen."""
    return Way(name=name, mark=Html(inner=inner, **parts), places=places, means=means)


def _turned(name: str, inner: str) -> Way:
    """Digits that are seen from the last to the first."""
    return Way(name=name, mark=Html(inner=inner), places=BARE, shows=lambda _, digits: digits[::-1])


def _only_figure(figure: str, _: str) -> frozenset[str]:
    return frozenset([figure])


def _styled(name: str, style: str, places: tuple[Place, ...] = BESIDE) -> Way:
    return _hide(name, f'<span style="{style}">§</span>', places)


def _show(name: str, inner: str, **parts: str) -> Way:
    return Way(name=name, mark=Html(inner=inner, **parts), places=BARE, decoy=True)


_ALERT = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='40' height='16'%3E%3C"
_PICTURE = f"{_ALERT}text x='2' y='13' font-family='Liberation Sans' font-size='14'%3E§%3C/text%3E%3C/svg%3E"
_WHITE = f"{_ALERT}rect width='40' height='16' fill='white'/%3E%3C/svg%3E"

# fmt: off
WAYS: tuple[Way, ...] = (
    # not laid out at all
    _styled("display:none", "display:none"),
    _styled("display: none !important, in capitals and with spaces", " DISPLAY : None ! important "),
    _hide("a display:none in a later rule of two", '<b class="w1">§</b>', css=".w1{display:inline}.w1{display:none}"),
    _hide("a display:none in the more specific of two rules", '<b class="w2 w2x">§</b>',
          css="td .w2.w2x{display:none}.w2{display:inline}"),
    _hide("an !important rule that beats the style attribute", '<b class="w3" style="display:inline">§</b>',
          css=".w3{display:none!important}"),
    _hide("@media screen", '<b class="w4">§</b>', css="@media screen{.w4{display:none}}"),
    _hide("@media (min-width)", '<b class="w5">§</b>', css="@media all and (min-width:100px){.w5{display:none}}"),
    _hide("@supports", '<b class="w6">§</b>', css="@supports (display:grid){.w6{display:none}}"),
    _hide("@layer", '<b class="w7">§</b>', css="@layer base{.w7{display:none}}"),
    _hide("a nested rule", '<b class="w8"><i>§</i></b>', css=".w8{& i{display:none}}"),
    _hide("an attribute selector", '<b data-was="old">§</b>', css="[data-was^=ol]{display:none}"),
    _hide(":nth-child", '<span><i></i><i>§</i></span>', css="td span>i:nth-child(2){display:none}"),
    _hide(":is() and :not()", '<b class="w9">§</b>', css=":is(td,th) .w9:not(.on){display:none}"),
    _hide(":empty + sibling", '<u class="w10"></u><b>§</b>', css=".w10:empty+b{display:none}"),
    _hide("an id", '<b id="w11">§</b>', css="#w11{display:none}"),
    _hide("the hidden attribute", "<span hidden>§</span>"),
    _hide("hidden=until-found", '<div hidden="until-found">§</div>', LAST),
    _hide("details that are closed", "<details><summary></summary>§</details>", LAST),
    _hide("a dialog that is not open", "<dialog>§</dialog>"),
    _hide("a popover", "<div popover>§</div>"),
    _hide("a template", "<template>§</template>"),
    _hide("a noscript", "<noscript>§</noscript>", ROUND),
    _hide("a script", '<script type="text/plain">§</script>', ROUND),
    _hide("a comment", "<!-- §-->"),
    _hide("a conditional comment for old browsers", "<!--[if lt IE 9]>§<![endif]-->"),
    _hide("the fallback of an iframe, object or canvas", "<canvas width=1 height=1>§</canvas>", ROUND),
    _hide("the fallback of an audio", "<audio>§</audio>", ROUND),
    _hide("the choices of a datalist", "<datalist><option>§</datalist>", ROUND),
    _hide("a rp of ruby", "<ruby>\u200b<rp>§</rp><rt></rt></ruby>", ROUND),
    _hide("a title in svg", "<svg width=1 height=1><title>§</title></svg>", ROUND),
    _hide("defs in svg", "<svg width=1 height=1><defs><text>§</text></defs></svg>", ROUND),
    _hide("an input of type hidden", '<input type="hidden" value="§">', ROUND),
    _hide("alt text, title and aria-label", '<span title="§" aria-label="§"></span>', ROUND),
    _hide("a select that is hidden", "<select hidden><option>§</select>", ROUND),
    # laid out, not painted
    _styled("visibility:hidden", "visibility:hidden"),
    _styled("visibility:collapse", "visibility:collapse"),
    _hide("visibility:hidden, inherited over two levels", '<b style="visibility:hidden"><i><u>§</u></i></b>'),
    _styled("opacity:0", "opacity:0"),
    _hide("opacity 0% on a parent", '<b style="opacity:0%"><i style="opacity:1">§</i></b>'),
    _styled("opacity of a hundredth", "opacity:.01"),
    _styled("filter:opacity(0)", "filter:opacity(0);display:inline-block"),
    _styled("filter:brightness and invert to white", "filter:brightness(0) invert(1);display:inline-block"),
    _styled("content-visibility:hidden", "display:inline-block;content-visibility:hidden"),
    _styled("mix-blend-mode that leaves white white", "mix-blend-mode:screen;color:#000;background:#fff"),
    _styled("a mask", "-webkit-mask:linear-gradient(transparent,transparent);mask:linear-gradient(transparent,transparent);display:inline-block"),
    # of no size
    _styled("font-size:0", "font-size:0"),
    _styled("font-size of a tenth of a pixel", "font-size:.1px"),
    _styled("font-size:1px", "font-size:1px"),
    _styled("the font shorthand with size 0", "font:0/0 a"),
    _hide("font-size 0 by em of 0", '<b style="font-size:0"><i style="font-size:3em">§</i></b>'),
    _hide("font-size 0 by calc and a variable", '<b class="w12">§</b>', css=".w12{--s:0px;font-size:calc(var(--s)*2)}"),
    _styled("max-width:0 with overflow", "display:inline-block;max-width:0;max-height:0;overflow:hidden"),
    _styled("height:0 with overflow", "display:block;height:0;overflow:hidden", LAST),
    _styled("height:1px with overflow:clip", "display:block;height:1px;width:1px;overflow:clip", LAST),
    _styled("width:0, a grid track of 0", "display:inline-grid;grid-template-columns:0;overflow:hidden;width:0"),
    _styled("zoom of nearly nothing", "zoom:0.001;display:inline-block"),
    _styled("-webkit-text-fill-color", "-webkit-text-fill-color:transparent"),
    _styled("line-clamp in a box of no lines", "display:-webkit-box;-webkit-line-clamp:1;height:0;overflow:hidden", LAST),
    # clipped
    _styled("clip:rect(0,0,0,0)", "position:absolute;clip:rect(0,0,0,0)"),
    _styled("clip: rect(1px 1px 1px 1px), old spelling", "position:absolute;clip:rect(1px 1px 1px 1px)"),
    _styled("clip-path:inset(50%)", "display:inline-block;clip-path:inset(50%)"),
    _styled("clip-path:circle(0)", "display:inline-block;clip-path:circle(0)"),
    _styled("clip-path:polygon of no area", "display:inline-block;clip-path:polygon(0 0,0 0,0 0)"),
    _hide("a screen reader class that the page defines", '<span class="w13">§</span>',
          css=".w13{position:absolute!important;width:1px;height:1px;margin:-1px;padding:0;overflow:hidden;clip:rect(0,0,0,0);border:0}"),
    _styled("text-indent in a box that cuts", "display:inline-block;width:20px;height:18px;overflow:hidden;text-indent:-999px"),
    _styled("text-indent of 100 % with nowrap", "display:inline-block;width:20px;height:16px;overflow:hidden;text-indent:100%;white-space:nowrap"),
    _styled("padding that pushes the text out of a box", "display:inline-block;box-sizing:border-box;width:10px;height:16px;padding-top:30px;overflow:hidden"),
    _styled("line-height that pushes the text out", "display:inline-block;width:40px;height:12px;line-height:90px;overflow:hidden;vertical-align:top"),
    _hide("a box scrolled away", '<span class="w14"><i></i><b>§</b></span>',
          css=".w14{display:inline-block;width:20px;height:14px;overflow:hidden;vertical-align:top}.w14 i{display:block;height:20px}.w14 b{display:block}"),
    _styled("contain:strict without a size", "display:inline-block;contain:strict"),
    # moved away
    _styled("position far to the left", "position:absolute;left:-9999px"),
    _styled("position:fixed above the page", "position:fixed;top:-500px"),
    _styled("relative, far to the right, with inset", "position:relative;inset:0 auto auto -3000px"),
    _styled("a negative margin out of the page", "display:inline-block;margin-left:-9999px;margin-right:9999px"),
    _styled("transform:translate out of the page", "display:inline-block;transform:translateX(-200vw)"),
    _styled("the translate property", "display:inline-block;translate:-5000px 0"),
    _styled("transform:scale(0)", "display:inline-block;transform:scale(0)"),
    _styled("the scale property", "display:inline-block;scale:0"),
    _styled("transform:scaleX(0)", "display:inline-block;transform:scaleX(0)"),
    _styled("transform:rotateY(90deg)", "display:inline-block;transform:rotateY(90deg)"),
    _styled("a matrix of zeros", "display:inline-block;transform:matrix(0,0,0,0,0,0)"),
    _styled("backface-visibility", "display:inline-block;backface-visibility:hidden;transform:rotateY(180deg)"),
    _hide("letter-spacing that draws the digits out to the left",
          '<span style="display:inline-block;width:0;letter-spacing:-9999px">&nbsp;§</span>', LAST),
    _styled("letter-spacing that draws all but the first digit away", "letter-spacing:-9999px", BARE),
    _styled("raised out of the page", "position:relative;bottom:3000px"),
    _styled("vertical-align out of a row that cuts", "display:inline-block;height:0;overflow:hidden;vertical-align:-50px"),
    # of the ground's colour
    _styled("white on white", "color:#fff"),
    _styled("white in words and capitals", "COLOR:WHITE"),
    _styled("white with an alpha", "color:rgba(255,255,255,.9)"),
    _styled("white by hsl", "color:hsl(0 0% 100%)"),
    _styled("white by color-mix", "color:color-mix(in srgb,white,white)"),
    _styled("white by color()", "color:color(srgb 1 1 1)"),
    _styled("a system colour", "color:Canvas"),
    _styled("nearly white", "color:#fefefe"),
    _styled("light grey of the last shade", "color:#f5f5f5"),
    _styled("transparent", "color:transparent"),
    _styled("rgb with an alpha of 0 %", "color:rgb(0 0 0 / 0%)"),
    _styled("#0000", "color:#0000"),
    _styled("a variable", "--c:#fff;color:var(--c,red)"),
    _styled("a variable that is not there, with white to fall back on", "color:var(--none,#fff)"),
    _styled("black on black", "color:#000;background:#000"),
    _styled("red on a red gradient", "color:#f00;background:linear-gradient(#f00,#f00)"),
    _styled("currentColor as the ground", "color:#336699;background:currentColor"),
    _styled("an inset shadow over the whole", "color:#fff;box-shadow:inset 0 0 0 99px #fff"),
    _styled("white with a white shadow", "color:#fff;text-shadow:0 0 2px #fff"),
    _hide("a font tag", '<font color="white">§</font>'),
    _hide("a font tag, its colour without a hash", "<font color=FFFFFF>§</font>"),
    _hide("white by a class of the page", '<b class="w15">§</b>', css=".w15{color:#fff}"),
    _hide("white by inheritance", '<b style="color:#fff"><i>§</i></b>'),
    _hide("the ground's colour, ground of the cell", '<b style="color:#dde">§</b>', ROUND, cell='style="background:#ddddee"'),
    _hide("the ground's colour, bgcolor of the cell", '<font color="#ccffcc">§</font>', ROUND, cell='bgcolor="#CCFFCC"'),
    _hide("the ground's colour, ground of every cell", '<b style="color:rgb(250,240,230)">§</b>', ROUND,
          css="td{background:linen}"),
    _hide("the ground's colour under a table that inherits", '<b style="color:#ffe">§</b>', ROUND, css="table{background:#ffe}"),
    # under something
    _hide("a white box laid over", '<span style="position:relative">§<i style="position:absolute;inset:0;background:#fff"></i></span>'),
    _hide("a white box laid over, drawn by ::after", '<span class="w16">§</span>',
          css=".w16{position:relative}.w16::after{content:'';position:absolute;inset:-1px;background:#fff}"),
    _hide("a black bar laid over", '<span style="position:relative">§<i style="position:absolute;inset:0;background:#000"></i></span>'),
    _hide("a negative z-index behind the cell's ground", '<span style="position:relative;z-index:-1">§</span>', ROUND,
          cell='style="background:#fff"'),
    _hide("a picture laid over", f'<span style="position:relative">§<img style="position:absolute;left:0;top:0;width:100%;height:100%" src="{_WHITE}"></span>'),
    _hide("a box pulled over by a negative margin",
          '<span style="display:inline-block">§</span><span style="display:inline-block;position:relative;width:60px;margin-left:-60px;background:#fff;height:20px;vertical-align:middle"></span>', BARE),
    _hide("the figure lies over the old one", '<span style="position:relative">§<b style="position:absolute;left:0;top:0;background:#fff;min-width:100%;font-weight:400">¤</b></span>', WHOLE),
    _hide("the old figure is covered by a block of its own ground",
          '<div style="position:relative;height:20px">§<div style="position:absolute;inset:0;background:white">¤</div></div>', WHOLE),
    # in another order than it stands
    _turned("bdo", '<bdo dir="rtl">§</bdo>'),
    _turned("unicode-bidi:bidi-override", '<span style="direction:rtl;unicode-bidi:bidi-override">§</span>'),
    _turned("an override of direction among the characters", "\u202e§\u202c"),
    _turned("a row of boxes that is reversed", '<span style="display:inline-flex;flex-direction:row-reverse">¦<span>§</span>¦</span>'),
    _turned("digits that float to the right", '<span style="display:inline-block">¦<span style="float:right">§</span>¦</span>'),
    # seen, and no text; or seen elsewhere than it stands
    _hide("the marker of a list's item", '<ul style="margin:0 0 0 60px"><li class="m№"></ul>', BARE, css=".m№::marker{content:'§'}"),
    _hide("the value of a list's item", '<ol style="margin:0 0 0 60px"><li value="§"></ol>', BARE),
    _hide("written by a script in the cell", """<b id="j№"></b><script>document.getElementById("j№").textContent="§"</script>""", ROUND),
    _hide("taken away by a script in the cell", """<b id="k№">§</b><script>document.getElementById("k№").remove()</script>""", ROUND),
    _hide("mso-hide:all, which hides in Word and not in a browser", '<span style="mso-hide:all">§</span>', ROUND),
    _mixed("a sup", "¤<sup>§</sup>"),
    _mixed("a del, the new figure beside it", "<del>§</del> ¤", means=_only_figure),
    _mixed("struck by its style", '<b style="text-decoration:line-through">§</b> ¤', means=_only_figure),
    _mixed("struck by a class of the page", '<b class="w22">§</b> ¤', css=".w22{text-decoration:#000 solid line-through}", means=_only_figure),
    _mixed("one over the other by position", '<span style="position:relative">¤<i style="position:absolute;left:0;top:0">§</i></span>'),
    _mixed("one over the other by a negative margin", '¤<span style="margin-left:-1em">§</span>'),
    _hide("a digit by ::before", '<b class="d№"></b>', ROUND, css=".d№::before{content:'§'}"),
    _hide("a digit by ::after of the cell", "<b class='e№'></b>", LAST, css="td:not(:has(td)):has(.e№)::after{content:'§'}"),
    _hide("content that takes the place of an attribute", '<b class="w17" data-n="§"></b>', ROUND, css=".w17::after{content:attr(data-n)}"),
    _hide("a counter", '<b class="c№"></b>', ROUND, css=".c№{counter-reset:c№ §}.c№::before{content:counter(c№)}"),
    _hide("an ordered list that starts at the digits", '<ol start="§" style="margin:0 0 0 60px"><li></ol>', BARE),
    _hide("a picture with the digits", f'<img src="{_PICTURE}">', ROUND),
    _hide("a picture as the ground", f"""<span style="display:inline-block;width:40px;height:16px;background:url(&quot;{_PICTURE}&quot;)"></span>""", ROUND),
    _hide("text in svg", '<svg width="60" height="18"><text x="2" y="14" font-size="14">§</text></svg>', ROUND),
    _hide("an input field", '<input value="§" size="4">', ROUND),
    _hide("a text area", '<textarea rows="1" cols="4">§</textarea>', ROUND),
    _hide("a select", "<select><option>8<option selected>§</select>", ROUND),
    _hide("a placeholder", '<input placeholder="§" size="4">', ROUND),
    _hide("a button", '<input type="button" value="§">', ROUND),
    _hide("an alternative text of a picture that is not there", '<img alt="§" src="">', ROUND),
    _hide("a frame with the digits", '<iframe style="width:60px;height:20px;border:0" srcdoc="<body style=margin:0>§"></iframe>', ROUND),
    _hide("a shadow tree", "<b><template shadowrootmode='open'>§</template></b>", ROUND),
    _hide("a shadow tree that leaves the text out", "<b><template shadowrootmode='open'></template>§</b>", ROUND),
    _mixed("raised digits by position", '<span style="position:relative;top:-6px;font-size:9px">§</span>', (Place.AFTER,)),
    _mixed("raised digits by vertical-align", '<span style="vertical-align:6px;font-size:9px">§</span>', (Place.AFTER,)),
    _mixed("the reading of a ruby", "<ruby>¤<rt>§</rt></ruby>", means=_only_figure),
    _mixed("the figure and the digits in two columns", '<span style="float:right">§</span>¤'),
    _hide("digits that order sets first", '<span style="display:inline-flex"><i style="font-style:normal">¤</i><i style="order:-1;font-style:normal">§</i></span>', WHOLE),
    _hide("content that stands for the figure", '<b class="f№">¤</b>', WHOLE, css=".f№{font-size:0}.f№::after{content:'§';font-size:14px}"),
    _mixed("a strike by ::after over the old figure", '<b class="w18">§</b> ¤', means=_only_figure,
          css=".w18{position:relative}.w18::after{content:'';position:absolute;left:0;right:0;top:50%;height:2px;background:#000}"),
    _mixed("a line drawn through by a gradient", '<b style="background:linear-gradient(transparent 45%,#000 45%,#000 55%,transparent 55%)">§</b> ¤', means=_only_figure),
    _hide("a nested table with the digits in a row of no height", '<table><tr><td>¤</td></tr><tr style="visibility:collapse"><td>§</td></tr></table>', WHOLE),
    _hide("a nested table of one cell", "<table><tr><td>§</td></tr></table>", BARE),
    _hide("a nested table, its second cell hidden", '<table><tr><td>¤</td><td style="display:none">§</td></tr></table>', WHOLE),
    _hide("the first letter alone is seen", '<b class="w19">§</b>', BARE,
          css=".w19{display:inline-block;color:#fff}.w19::first-letter{color:#000}"),
    _hide("all but the first letter are seen", '<b class="w21">§</b>', BARE,
          css=".w21{display:inline-block}.w21::first-letter{color:#fff}"),
    _styled("cut off on the right", "display:inline-block;width:9px;overflow:hidden;vertical-align:top", BARE),
    _styled("text-overflow with an ellipsis", "display:inline-block;width:9px;overflow:hidden;text-overflow:'';vertical-align:top", BARE),
    _hide("dots for the digits, by text-security", '<span style="-webkit-text-security:disc">§</span>', ROUND),
    _mixed("digits mirrored by scaleX(-1)", '<span style="display:inline-block;transform:scaleX(-1)">§</span>', (Place.BEFORE, Place.AFTER)),
    _hide("a caption of the cell that is never shown", '¤<small class="w20">§</small>', WHOLE, css="td small.w20{display:none}"),
)
"""Digits that are hidden, or are seen though they are no text of the cell, or stand elsewhere than they are seen."""

DECOYS: tuple[Way, ...] = (
    _show("grey", '<span style="color:#888">§</span>'),
    _show("light grey that is read", '<span style="color:#aaa">§</span>'),
    _show("red", '<font color="red">§</font>'),
    _show("white on dark", '<span style="color:#fff;background:#036">§</span>'),
    _show("white on the cell's dark ground", '<span style="color:#fff">§</span>', cell='style="background-color:#123456"'),
    _show("white on a dark cell by bgcolor", '<font color="#ffffff">§</font>', cell='bgcolor="navy"'),
    _show("white on a dark gradient", '<span style="color:#fff;background-image:linear-gradient(#333,#000)">§</span>'),
    _show("white on dark, both by a class", '<span class="x1">§</span>', css=".x1{background:rgb(20,40,60);color:rgb(255 255 255)}"),
    _show("black on yellow", '<span style="background:yellow">§</span>'),
    _show("on a shade", "§", cell='style="background:#d9d9d9"'),
    _show("small, 8 pixels", '<span style="font-size:8px">§</span>'),
    _show("small, xx-small", '<span style="font-size:xx-small">§</span>'),
    _show("<small>", "<small>§</small>"),
    _show("half an em in a big parent", '<b style="font-size:28px"><i style="font-size:.5em">§</i></b>'),
    _show("bold, slanted, underlined", "<b><i><u>§</u></i></b>"),
    _show("a little transparent", '<span style="opacity:.7">§</span>'),
    _show("a little scaled", '<span style="display:inline-block;transform:scale(.9)">§</span>'),
    _show("narrow", '<span style="display:inline-block;transform:scaleX(.8)">§</span>'),
    _show("spaced out", '<span style="letter-spacing:2px">§</span>'),
    _show("closer together", '<span style="letter-spacing:-1px">§</span>'),
    _show("moved by two pixels", '<span style="position:relative;top:2px">§</span>'),
    _show("placed where it is", '<div style="position:relative"><span style="position:absolute;left:40%;top:0">§</span>&nbsp;</div>'),
    _show("in a box that cuts but has room", '<div style="overflow:hidden;height:20px">§</div>'),
    _show("in a box with a clip that holds it", '<div style="clip-path:inset(0)">§</div>'),
    _show("text-indent of two em", '<p style="text-indent:2em;margin:0">§</p>'),
    _show("negative text-indent that a padding makes up for", '<p style="text-indent:-2em;padding-left:2em;margin:0">§</p>'),
    _show("line-height 0 without a cut", '<span style="line-height:0">§</span>'),
    _show("display:none that a later rule takes back", '<b class="x2">§</b>', css=".x2{display:none}.x2{display:inline}"),
    _show("display:none that the style attribute beats", '<b class="x3" style="display:inline">§</b>', css=".x3{display:none}"),
    _show("display:none only in print", '<b class="x4">§</b>', css="@media print{.x4{display:none}}"),
    _show("display:none only on narrow screens", '<b class="x5">§</b>', css="@media (max-width:10px){.x5{display:none}}"),
    _show("display:none in a comment of the styles", '<b class="x6">§</b>', css="/* .x6{display:none} */"),
    _show("display:none only on another element", '<b class="x7">§</b>', css=".x7 .x7y,.x7z .x7{display:none}"),
    _show("visibility:hidden taken back inside", '<b style="visibility:hidden"><i style="visibility:visible">§</i></b>'),
    _show("font-size:0 taken back inside", '<b style="font-size:0"><i style="font-size:14px">§</i></b>'),
    _show("transparent taken back inside", '<b style="color:transparent"><i style="color:#000">§</i></b>'),
    _show("white where a darker colour comes later", '<span style="color:#fff;color:#333">§</span>'),
    _show("white only on hover", '<b class="x8">§</b>', css=".x8:hover{color:#fff}"),
    _show("white only for visited links", '<a class="x9" href="#n">§</a>', css=".x9:visited{color:#fff}"),
    _show("details that are open", "<details open><summary></summary>§</details>"),
    _show("a dialog that is open", '<dialog open style="position:static;border:0;padding:0">§</dialog>'),
    _show("hidden, taken back by display", '<span hidden style="display:inline">§</span>'),
    _show("aria-hidden, which hides from nobody with eyes", '<span aria-hidden="true">§</span>'),
    _show("an empty box laid over without a ground", '<span style="position:relative">§<i style="position:absolute;inset:0"></i></span>'),
    _show("a pale veil laid over", '<span style="position:relative">§<i style="position:absolute;inset:0;background:rgba(255,255,0,.2)"></i></span>'),
    _show("a table of one cell in the cell", '<table width="100%"><tr><td align="center">§</td></tr></table>'),
    _show("a bdi", "<bdi>§</bdi>"),
    _show("a link", '<a href="/x">§</a>'),
    _show("ruby without a reading", "<ruby>§<rt></rt></ruby>"),
    _show("white in @media print only", '<b class="x10">§</b>', css="@media print{.x10{color:#fff}}"),
    _show("a colour that does not exist", '<span style="color:#12">§</span>'),
    _show("a fixed height that the text overflows", '<div style="height:2px">§</div>'),
    _show("each digit in an element of its own", "¦<span>§</span>¦"),
    _show("digits that float to the left", '<span style="display:inline-block">¦<span style="float:left">§</span>¦</span>'),
    _show("a row of boxes", '<span style="display:inline-flex">¦<span>§</span>¦</span>'),
    _show("direction:rtl, which turns no number round", '<span style="direction:rtl">§</span>'),
    _show("a cell that is set from the right", '<p dir="rtl">§</p>'),
    _show("a vertical cell", '<span style="writing-mode:vertical-rl">§</span>'),
)
"""Figures in a cell that look unusual and are plainly seen."""
# fmt: on

PLAIN = _show("plainly", "§")

_SENTINELS = range(0xE000, 0xF000)


_USUAL = HtmlStyle()


def page(source: RawReport | Document, plants: Mapping[str, Plant], style: HtmlStyle = _USUAL) -> bytes:
    """The report as a page with digits planted in some cells."""
    signs = dict(zip(plants, map(chr, _SENTINELS), strict=False))
    document = with_texts(document_of(source), signs)
    style = attrs.evolve(style, charset="utf-8", scripts=False)
    text = render_html(document, style).decode()
    return _planted(text, {signs[path]: plant for path, plant in plants.items()}).encode()


def _planted(text: str, plants: Mapping[str, Plant]) -> str:
    css, foot = [], []
    for number, (sign, plant) in enumerate(plants.items(), start=1):
        made = attrs.asdict(plant.way.mark)
        mark = {
            part: _each(text, plant.digits)
            .replace("№", str(number))
            .replace("§", plant.digits)
            .replace("¤", plant.figure)
            for part, text in made.items()
        }
        before, _, after = text.partition(sign)
        tag = max(before.lower().rfind("<td"), before.lower().rfind("<th"))
        before = f"{before[: tag + 3]} {mark['cell']}{before[tag + 3 :]}" if mark["cell"] else before
        text = before + _inner(plant, mark["inner"]) + after
        css.append(mark["css"])
        foot.append(mark["foot"])
    styles = "".join(dict.fromkeys(css))
    text = text.replace("</head>", f"<style>{styles}</style></head>", 1) if styles else text
    return re.sub("(?=</body>)", lambda _: "".join(foot), text, count=1)


def _each(markup: str, digits: str) -> str:
    return re.sub("¦(.*?)¦", lambda part: "".join(part[1].replace("§", digit) for digit in digits), markup)


def _inner(plant: Plant, inner: str) -> str:
    match plant.place:
        case Place.BEFORE:
            return inner + plant.figure
        case Place.AFTER:
            return plant.figure + inner
        case Place.WITHIN:
            return plant.figure[:1] + inner + plant.figure[1:]
        case _:
            return inner


_SPECIMEN = """<!DOCTYPE html><html><head><meta charset="utf-8"><style>
body{margin:0;font:14px/1.2 "Liberation Sans"}table.s{table-layout:fixed;width:400px;border-collapse:collapse}
</style></head><body><table class="s" border="1"><tr height="60"><td>规章</td><td align="center" id="here">\ue000</td><td>12</td></tr>
<tr height="60"><td>规章</td><td>3</td><td>4</td></tr></table></body></html>"""


def specimen(plant: Plant | None) -> bytes:
    """A page of one small table with the plant in it, or a blank cell."""
    if plant is None:
        return _SPECIMEN.replace("\ue000", "").encode()
    return _planted(_SPECIMEN, {"\ue000": plant}).encode()
