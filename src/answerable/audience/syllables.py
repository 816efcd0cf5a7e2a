"""Counts the syllables of English words: by what the rules of spelling say, and a table of the words that break them.

The table holds the words of the CMU Pronouncing Dictionary for which the rules below count otherwise than the dictionary;
`training/syllables.py` makes it anew. For every other word of that dictionary the rules are right, and on words that it does
not have, most terms of medicine among them, they are what there is. (Rules for hyphenation are no stand-in: a hyphen never
stands after a single letter, and on the dictionary's words they are right for six in ten.)
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from unicodedata import combining, normalize

_TABLE = "syllables.txt"

# An e that is written and not said: "case", "cases" without the s-sound before it, "treated" only after t and d …
_SILENT = re.compile(
    "|".join(
        (
            r"(?<![aeiouy])(?<![^aeiouy]l)e$",  # "pain-free" keeps its e, "table" its l-e; "case" does not
            r"(?<=ll)e$|(?<=[gq])ue$",  # "vaudeville", "tongue", "oblique"
            r"(?<![aeiouytd])(?<![^aeiouyl]l)e(?=d$)|(?<=[aeo]y)e(?=d$)",  # "relieved", "delayed"; not "treated", "assembled"
            r"(?<![aeiouyszxcg])(?<!sh|ch)(?<![^aeiouyl]l)e(?=s$)",  # "times"; not "nurses", "tables"
            r"(?<![aeiouy])(?<![^aeiouy]l)e(?=(?:ly|ment|ful|less|ness|some|man|men)s?(?:ly|ness)?$)",  # "movement"
            r"(?<![aeiou])e(?=(?:wood|field|land|port|ville)s?$)",
        )
    )
)
# Two vowels side by side that are said apart; what matches stands before the border.
_APART = re.compile(
    "|".join(
        (
            r"i(?=a(?!gh))(?<![cst]i(?=a[ln]))(?<![ct]i(?=ar|at))",  # "radi-ation"; not "special"
            r"(?<![cgstxn])i(?=o)|ni(?=o(?!n))|[cgst]i(?=o$|os$|oca)",  # "peri-od"; not "region", "injection"
            r"i(?=[iu])|u(?=u)",  # "medi-um", "vacu-um"
            r"i(?=e(?:r|rs|st|nt|nce|ty|t)$)(?<![tc]i(?=en))",  # "earli-er", "di-et"; not "patient"
            r"e(?=o)(?<!pe(?=op))(?<!ge(?=o[un]))|e(?=u[ms]$)|e(?=ia)",  # "oste-oporosis", "glute-us"
            r"(?<![gq])u(?=a|o|e[nlrt])|(?<!a)u(?=i(?:ty|ties|ng|tive|tous)$)",  # "manu-al", "continu-ing"
            r"(?<=[aeiouy])(?=ing)|a(?=o|ic)",  # "be-ing", "a-orta"
            r"e(?=a(?:t(?:e|ed|es|ing|ion|ions|or|ive)$|c))(?<=re(?=a))",  # "re-action", "cre-ate"
            r"[aeiou](?=y[aeiou])",
        )
    )
)
_VOWELS = re.compile(r"[aeiouy]+")
_ISM = re.compile(r"sms?$")  # said with a vowel that is not written


def syllables(word: str) -> int:
    """How many syllables a word has, at least one; capitals and accents do not matter, and what is no letter parts it."""
    letters = "".join(letter for letter in normalize("NFKD", word.lower()) if not combining(letter))
    return max(1, sum(_of_part(part) for part in re.findall(r"[a-z']+", letters) if part.strip("'")))


@lru_cache(maxsize=16_384)
def _of_part(word: str) -> int:
    word = word.strip("'")
    known = _exceptions().get(word)
    if known is not None:
        return known
    if word.endswith("'s"):
        stem = word[:-2]
        return _of_part(stem) + (1 if re.search(r"(?:[sxz]|[cs]h|[cgsz]e)$", stem) else 0)
    return by_spelling(word.replace("'", ""))


def by_spelling(word: str) -> int:
    """How many syllables the rules of spelling give a word in small letters, at least one."""
    said = _SILENT.sub("", word)
    parted = _APART.sub(lambda match: f"{match[0]}-", said)
    return max(1, len(_VOWELS.findall(parted)) + (1 if _ISM.search(said) else 0))


@cache
def _exceptions() -> dict[str, int]:
    """The table, read when the first word is counted: lines of a number and the words that have so many syllables."""
    lines = (files("answerable.audience") / _TABLE).read_text(encoding="utf-8").splitlines()
    rows = (line.split() for line in lines if line and not line.startswith("#"))
    return {word: int(number) for number, *words in rows for word in words}
