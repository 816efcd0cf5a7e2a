"""Telling the layout of a file by its first bytes, never by its name."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any, cast

# Files that are something else altogether, by how they begin.
_OTHER_FILES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\x1f\x8b", "a gzip file inside another gzip file"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"(\xb5/\xfd", "a Zstandard file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "an RTF document"),
)
# XML that is no bibliography, by the name of its first element.
_OTHER_ROOTS = {
    "esearchresult": "the answer of a PubMed search (esearch): it lists numbers and not records",
    "esummaryresult": "a summary of PubMed (esummary), which lacks abstracts",
    "elinkresult": "PubMed's list of links (elink)",
    "einforesult": "PubMed's description of a database (einfo)",
    "espellresult": "PubMed's spelling suggestions (espell)",
    "epostresult": "PubMed's receipt for a list of numbers (epost)",
    "serialsset": "NLM's list of journals",
    "html": "a web page (HTML)",
    "rdf": "RDF",
    "rss": "a news feed (RSS)",
    "feed": "a news feed (Atom)",
    "svg": "a picture (SVG)",
    "tei": "TEI",
}
_NEXT = "Fetch the records themselves, for example with efetch and rettype=xml, or “Save” in PubMed’s own format."


def other_file(head: bytes) -> str:
    """What a file is by how it begins ("a picture"), or "" where that says nothing."""
    return next((what for magic, what in _OTHER_FILES if head.startswith(magic)), "")


def not_a_bibliography(head: bytes, root: str) -> tuple[str, str]:
    """What a file of no known layout looks like, as a clause, and what to do about it."""
    other = other_file(head)
    if other:
        return f"it is {other}", "Export the records from it, or unpack it, first."
    text = head.lstrip()[:4096]
    if not text:
        return "it is empty", ""
    if re.match(rb"(?i)<!doctype html|<html|<head|<body", text) or root.lower() == "html":
        return "it is a web page (HTML)", _NEXT
    if root:
        known = _OTHER_ROOTS.get(root.rpartition(":")[2].lower())
        return (
            (f"it is {known}", _NEXT)
            if known
            else (f"it is XML whose first element is <{root[:60]}>, which is no bibliography", "")
        )
    if text[:1] in b"{[":
        return _what_json(text)
    if text[:1] == b"<":
        return "it begins like XML and has no element that could be read", ""
    if text[:1] == b"@":
        return "it looks like BibTeX", "Export it as RIS or CSL-JSON instead."
    if b"\x00" in text:
        return "it holds bytes that no text holds", ""
    return "it has none of the marks of a bibliography", ""


def _what_json(text: bytes) -> tuple[str, str]:
    kind = re.search(rb'"header"\s*:\s*\{\s*"type"\s*:\s*"([\w.]{1,40})"', text)
    if kind:
        return f"it is JSON of PubMed’s {kind[1].decode()}, which is not taken in", "Fetch the same records as XML (rettype=xml)."
    return "it is JSON without the fields of a record that is known here", ""


_ROOT = re.compile(rb"<([A-Za-z_][\w.:-]*)")


def root_name(head: bytes) -> str:
    """The name of the document's first element, past declarations, comments and the document type; "" where there is none."""
    at = 0
    while True:
        at = head.find(b"<", at)
        if at < 0:
            return ""
        for opening, closing in ((b"<?", b"?>"), (b"<!--", b"-->")):
            if head.startswith(opening, at):
                at = _past(head, closing, at)
                break
        else:
            if head.startswith(b"<!", at):
                at = _past_document_type(head, at)
                continue
            name = _ROOT.match(head, at)
            return name[1].decode() if name else ""


def _past(head: bytes, mark: bytes, at: int) -> int:
    end = head.find(mark, at)
    return len(head) if end < 0 else end + len(mark)


def _past_document_type(head: bytes, at: int) -> int:
    """Behind <!DOCTYPE …>, with or without an internal subset in square brackets."""
    bracket, end = head.find(b"[", at), head.find(b">", at)
    if 0 <= bracket < end:
        return _past(head, b">", _past(head, b"]", bracket))
    return len(head) if end < 0 else end + 1


# Own layouts: each sniffer takes the head of the file and the name of its first XML element.

_PUBMED_ROOTS = frozenset(
    "pubmedarticleset pubmedarticle pubmedbookarticleset pubmedbookarticle"
    " medlinecitationset medlinecitation deletecitation".split()
)


def is_pubmed(head: bytes, root: str) -> bool:
    """PubMed XML of any kind."""
    return root.lower() in _PUBMED_ROOTS


def is_jats(head: bytes, root: str) -> bool:
    """JATS: one article, PubMed Central's sets of them, or an OAI answer that holds some."""
    name = root.rpartition(":")[2].lower()
    return name in ("article", "pmc-articleset", "articles") or (name == "oai-pmh" and b"<article" in head)


def is_endnote(head: bytes, root: str) -> bool:
    """EndNote's XML."""
    return root.lower() in ("xml", "records", "record") and bool(re.search(rb"<record>|<records[\s>]", head))


_MEDLINE = re.compile(rb"\s*(?:\d+:\s*)?(?:PMID|PMC |OWN |STAT|BOOK)- ", re.MULTILINE)


def is_medline(head: bytes, root: str) -> bool:
    """MEDLINE text, which PubMed saves as .nbib."""
    return bool(
        _MEDLINE.match(head) or (re.match(rb"\s*[A-Z]{2,4} {0,2}- ", head) and re.search(rb"^PMID- \d", head, re.MULTILINE))
    )


def is_ris(head: bytes, root: str) -> bool:
    """RIS of any flavour: its first tag is TY, after blank lines or a line or two of a program's own words."""
    return bool(re.search(rb"(?:\A|[\r\n])[ \t]*TY {1,2}- {0,2}[A-Z]{3,6}", head[:8192]))


def first_object(head: bytes) -> tuple[dict[str, Any], bool]:
    """The first JSON object of the file, as far as the head shows it, and whether it stands in an array."""
    text = head.decode("utf-8", "replace").lstrip()
    array = text.startswith("[")
    text = text[1:].lstrip() if array else text
    if not text.startswith("{"):
        return {}, array
    try:
        value = json.JSONDecoder().raw_decode(text)[0]
    except (ValueError, RecursionError):
        return dict.fromkeys(re.findall(r'"([\w-]{1,40})"\s*:', text[:16384]), ""), array
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}, array


def is_own(head: bytes, root: str) -> bool:
    """Our own JSON Lines."""
    first, array = first_object(head)
    identity = first.get("id")
    known = isinstance(identity, str) and (not identity or identity.partition(":")[0] in ("pmid", "doi", "pmcid", "key"))
    return not array and known and "title" in first and not ({"type", "container-title"} & first.keys())


def is_trials(head: bytes, root: str) -> bool:
    """The layout of the open-access trial articles."""
    first, array = first_object(head)
    return not array and {"pmid", "title", "abstract"} <= first.keys() and "id" not in first


def is_csl(head: bytes, root: str) -> bool:
    """CSL-JSON: an array of items, or one item a line."""
    first, _ = first_object(head)
    kind = first.get("type", None)
    return (
        isinstance(kind, str)
        and "header" not in first
        and bool({"title", "DOI", "id", "container-title", "author"} & first.keys())
    )


def _header(head: bytes) -> set[str]:
    line = head.lstrip().partition(b"\n")[0][:8192].decode("utf-8", "replace").strip()
    return {re.sub(r"[^a-z]", "", cell.lower()) for cell in re.split(r"[,\t;]", line)}


def is_retraction_watch(head: bytes, root: str) -> bool:
    """The table of retractions of Crossref and Retraction Watch."""
    header = _header(head)
    return bool(header & {"originalpaperdoi", "originalpaperpubmedid"}) and bool(
        header & {"retractionnature", "retractiondate", "retractiondoi"}
    )


def is_retraction_pairs(head: bytes, root: str) -> bool:
    """A table of the PMIDs of retracted publications with those of their notices."""
    return {"pmid", "pmidretraction"} <= _header(head)


_NUMBERS = re.compile(rb"\s*(?:pmids?[ \t]*\r?\n)?(?:\s*(?:PMID:?[ \t]*)?[1-9]\d{0,8}[ \t]*(?:[,;]|\r?\n|\Z))+", re.IGNORECASE)


def is_pmid_list(head: bytes, root: str) -> bool:
    """A plain list of PMIDs."""
    found = _NUMBERS.match(head[:4096])
    return bool(found) and (found.end() >= min(len(head), 4096) - 12)


def is_embase_csv(head: bytes, root: str) -> bool:
    """Embase's table of records."""
    return {"title", "authornames", "source", "abstract"} <= _header(head)


Sniffer = Callable[[bytes, str], bool]
