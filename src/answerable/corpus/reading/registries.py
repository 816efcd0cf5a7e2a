"""Trial registries: which data banks register trials, and what their numbers look like."""

from __future__ import annotations

import re
from collections.abc import Iterable

from answerable.text import clean

# As PubMed names them in DataBankName, without case and punctuation.
_REGISTRIES = frozenset(
    "clinicaltrialsgov isrctn eudract ctis anzctr chictr cris crisk ctri drks irct japiccti jmaiia jmacct jprn jrct kct lbctr"
    " ntr nltr pactr per phrr rebec rpcec slctr tctr umin umincr uminctr hkuctr prospero euctr itmctr".split()
)
_NUMBER = re.compile(
    r"\b(?:NCT\d{8}|ISRCTN\d{8}|ACTRN\d{14}|ChiCTR[-A-Z]*\d{8,10}|CTRI/\d{4}/\d{2,3}/\d{6}|DRKS\d{8}"
    r"|EudraCT[ :-]*\d{4}-\d{6}-\d{2}"
    r"|IRCT\d{11,14}N\d{1,3}|JPRN-[A-Za-z]+\d+|jRCTs?\d{9,10}|KCT\d{7}|NTR\d{3,5}|NL\d{4}|PACTR\d{15,16}|RBR-\w{6,8}|TCTR\d{11}"
    r"|UMIN\d{9}|CRD\d{11})\b"
)


def registry_numbers(bank: str, numbers: Iterable[str]) -> list[str]:
    """The trial registry numbers among a data bank's accession numbers; other banks (GenBank, PDB) have none."""
    known = re.sub(r"[^a-z]", "", bank.lower()) in _REGISTRIES
    cleaned = (clean(number) for number in numbers)
    return [number for number in cleaned if number and (known or _NUMBER.fullmatch(number))]


def numbers_in(text: str) -> list[str]:
    """The trial registry numbers that stand in running text."""
    return [found[0] for found in _NUMBER.finditer(text)]
