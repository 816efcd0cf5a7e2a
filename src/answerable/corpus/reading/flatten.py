"""Inline markup as running text: superscripts stay readable, formulas become a line, words stay apart.

10<sup>9</sup> becomes 10⁹, never 109; a subscript joins its word (CO2, HbA1c), as authors write it without markup.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from answerable.corpus.reading.xmlunits import Element
from answerable.text import clean

_SUPERSCRIPT = str.maketrans("0123456789+-−–=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿⁱ")
_RAISED = re.compile(r"[0-9+\-−–=()]+|[ni]")
# Elements that stand apart from the words around them, in PubMed's abstracts and in JATS.
_APART = frozenset(
    "p sec title list list-item def-list def-item def term disp-formula disp-quote break br boxed-text caption label td th tr"
    " speech verse-group verse-line statement DispFormula".split()
)
# Captions are gathered apart from the running text, notes and pictures not at all.
_LEFT_OUT = frozenset(
    "fn fn-group object-id tex-math annotation graphic inline-graphic media fig fig-group table-wrap table-wrap-group table"
    " supplementary-material inline-supplementary-material table-wrap-foot ref-list".split()
)
# Private marks around the number of a reference, until it is known whether it stands inside the sentence.
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARKED = re.compile(f"{_OPEN}[^{_CLOSE}]*{_CLOSE}")
_BRACKETED = re.compile(rf"\s*[\[(](?:[\s,;–—−-]*{_OPEN}[^{_CLOSE}]*{_CLOSE})+[\s,;–—−-]*[\])]")


def text_of(element: Element) -> str:
    """The words of an element, cleaned, its markup flattened."""
    if not len(element):
        return clean(element.text or "")
    parts: list[str] = []
    _gather(element, parts)
    text = "".join(parts)
    if _OPEN in text:
        text = _BRACKETED.sub("", text).replace(_OPEN, "").replace(_CLOSE, "")
    return clean(text)


def local_name(element: Element) -> str:
    """The name of an element without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2]


def _gather(element: Element, parts: list[str]) -> None:
    parts.append(element.text or "")
    for child in element:
        name = local_name(child)
        special = _SPECIAL.get(name)
        if special:
            parts.append(special(child))
        elif name in _APART:
            parts.append(" ")
            _gather(child, parts)
            parts.append(" ")
        elif name not in _LEFT_OUT:
            _gather(child, parts)
        parts.append(child.tail or "")


def _inner(element: Element) -> str:
    parts: list[str] = []
    _gather(element, parts)
    return "".join(parts)


def raised(text: str) -> str:
    """A superscript in plain text: "9" gives "⁹", "-1" "⁻¹", "th" "th", and what has digits but no raised form "^1.5"."""
    text = text.strip()
    if _RAISED.fullmatch(text):
        return text.translate(_SUPERSCRIPT)
    return f"^{text}" if text[:1].isdigit() or text[1:2].isdigit() else text


def _sup(element: Element) -> str:
    text = _inner(element)
    if _OPEN in text and not _MARKED.sub("", text).strip(" ,;–—−-[]()"):
        return ""  # the raised number of a reference is no part of the sentence
    return raised(_MARKED.sub("", text))


def _style(element: Element) -> str:
    """EndNote's markup: a style with a face."""
    return raised(_inner(element)) if "superscript" in (element.get("face") or "") else _inner(element)


def _xref(element: Element) -> str:
    text = _inner(element)
    if element.get("ref-type") == "bibr":
        return f"{_OPEN}{text}{_CLOSE}"
    return "" if element.get("ref-type") in ("fn", "table-fn", "aff", "corresp") else text


def _math(element: Element) -> str:
    """A formula of MathML in one line: fractions with a slash, powers raised, roots with their sign."""
    name = local_name(element)
    if name == "mmultiscripts":
        return _multiscripts([(local_name(child), _math(child)) for child in element])
    children = [child for child in element if local_name(child) not in ("annotation", "annotation-xml", "none")]
    if not children:
        return clean(element.text or "")
    inner = [_math(child) for child in children]
    rule = _MATH.get(name)
    if rule and len(inner) == rule[0]:
        return rule[1](inner)
    return "".join(inner)


def _multiscripts(parts: list[tuple[str, str]]) -> str:
    """A base with scripts behind it and, after mprescripts, before it, in pairs of lower and upper: ³He, ¹²⁹Xe."""
    before: list[str] = []
    after: list[str] = []
    scripts = after
    for name, text in parts[1:]:
        if name == "mprescripts":
            scripts = before
        else:
            scripts.append(text if len(scripts) % 2 == 0 else raised(text) if text else "")
    return "".join(before) + (parts[0][1] if parts else "") + "".join(after)


def _grouped(text: str) -> str:
    return text if re.fullmatch(r"[\w.,]+", text) else f"({text})"


_MATH: dict[str, tuple[int, Callable[[list[str]], str]]] = {
    "mfrac": (2, lambda part: f"{_grouped(part[0])}/{_grouped(part[1])}"),
    "msup": (2, lambda part: part[0] + raised(part[1])),
    "msubsup": (3, lambda part: part[0] + part[1] + raised(part[2])),
    "msqrt": (1, lambda part: f"√{_grouped(part[0])}"),
    "mroot": (2, lambda part: f"{raised(part[1])}√{_grouped(part[0])}"),
}

_SPECIAL: dict[str, Callable[[Element], str]] = {
    "sup": _sup,
    "sub": lambda element: _inner(element).strip(),
    "math": _math,
    "xref": _xref,
    "style": _style,
}
