"""How many of the clinical terms of a text our glossary explains: in the starter library, in trial articles, in other glossaries.

    python benchmarks/glossary_coverage.py [--data ../shared/data] [--missing 40]

A *clinical term* is what a list made by others calls one: a heading of MeSH, a term of the dictionaries of the National Cancer
Institute, or a name of the Human Phenotype Ontology, of one to five words. Its occurrences are counted in the text, the longest
first, over plurals and hyphens. Not counted are terms made of nothing but everyday words (`everyday_words.txt`: "pain",
"walking"), which need no glossary. An occurrence is covered where every word of it that is not everyday lies inside a mention.
The vocabulary of the question's rules is left out of the lists on purpose: it is ours.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from answerable.audience.glossary import Glossary, glossary
from answerable.audience.glossary.inflection import spelled

HERE = Path(__file__).parent
STARTER = HERE.parent / "src" / "answerable" / "starter" / "digests"
EVERYDAY = frozenset((HERE / "everyday_words.txt").read_text(encoding="utf-8").split())
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
LONGEST = 5


def stem(word: str) -> str:
    """A word in small letters, in the singular and with American spelling: to compare, not to show."""
    word = spelled(word)
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


EVERYDAY_STEMS = frozenset(map(stem, EVERYDAY))


def key(term: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in WORD.findall(term))


def everyday(word: str) -> bool:
    return word in EVERYDAY_STEMS or word.isdigit()


def nci(data: Path) -> Iterator[str]:
    folder = data / "glossaries_usgov"
    yield from (entry["term"] for entry in json.loads(gzip.decompress((folder / "cancer_gov_glossary.json.gz").read_bytes())))
    yield from (entry["term"] for entry in json.loads((folder / "cancer_gov_genetics_glossary.json").read_text(encoding="utf-8")))


def cdc(data: Path) -> Iterator[str]:
    table = data / "glossaries_usgov" / "cdc_11500_DS1_glossary.json"
    yield from (entry["term"] for entry in json.loads(table.read_text(encoding="utf-8")))


def hpo(data: Path) -> Iterator[str]:
    """The professional names for which people have a lay name."""
    with (data / "hpo_synonyms" / "hpo_layperson.tsv").open(encoding="utf-8") as table:
        yield from (row["name"] for row in csv.DictReader(table, delimiter="\t"))


def mesh(data: Path) -> Iterator[str]:
    """Headings as they are spoken: "Arthritis, Rheumatoid" turned round."""
    with gzip.open(data / "mesh" / "subjects_mesh_lite.csv.gz", "rt", encoding="utf-8") as table:
        yield from (" ".join(reversed(row["subject"].split(", "))) for row in csv.DictReader(table))


def starter() -> Iterator[str]:
    for table in sorted(STARTER.glob("*.jsonl")):
        for line in table.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            yield ". ".join((record["title"], *(part["text"] for part in record["abstract"])))


def trials(data: Path) -> Iterator[str]:
    with gzip.open(data / "rct_ccby" / "articles.jsonl.gz", "rt", encoding="utf-8") as table:
        for line in table:
            record: dict[str, Any] = json.loads(line)
            abstract: str | list[dict[str, str] | str] = record["abstract"]
            parts = (
                [abstract]
                if isinstance(abstract, str)
                else [part if isinstance(part, str) else part["text"] for part in abstract]
            )
            yield ". ".join((record["title"], *parts))


def questions(data: Path) -> Iterator[str]:
    """Abstracts of PubMedQA: a collection that nobody looked at while the glossary was written."""
    for record in json.loads((data / "pubmedqa" / "train_500.json").read_text(encoding="utf-8")).values():
        yield " ".join((record["QUESTION"], *record["CONTEXTS"]))


def occurrences(text: str, terms: frozenset[tuple[str, ...]]) -> Iterator[tuple[tuple[str, ...], list[re.Match[str]]]]:
    """The clinical terms of a text with their words, the longest first, each word once."""
    words = list(WORD.finditer(text))
    stems = [stem(word[0]) for word in words]
    at = 0
    while at < len(words):
        for length in range(min(LONGEST, len(words) - at), 0, -1):
            term = tuple(stems[at : at + length])
            if term in terms:
                yield term, words[at : at + length]
                at += length - 1
                break
        at += 1


def measure(name: str, texts: Iterable[str], terms: frozenset[tuple[str, ...]], known: Glossary, missing: int) -> None:
    counted, covered, lacking, times = 0, 0, Counter[str](), Counter[str]()
    for text in texts:
        inside = [(mention.start, mention.end) for mention in known.mentions(text)]
        for term, words in occurrences(text, terms):
            wanted = [word for word in words if not everyday(stem(word[0]))]
            counted += 1
            times[" ".join(term)] += 1
            if all(any(start <= word.start() and word.end() <= end for start, end in inside) for word in wanted):
                covered += 1
            else:
                lacking[" ".join(term)] += 1
    often = sum(number for _, number in times.most_common(500))
    often_covered = often - sum(lacking[term] for term, _ in times.most_common(500))
    print(
        f"{name}: {covered:,} of {counted:,} occurrences of {len(times):,} clinical terms are explained: {covered / counted:.1%}"
    )
    print(f"  of the occurrences of the 500 most frequent terms: {often_covered / often:.1%}")
    if missing:
        print("  lacking:", ", ".join(f"{term} {number}" for term, number in lacking.most_common(missing)))


def of_a_glossary(name: str, terms: Iterable[str], known: Glossary) -> None:
    """How many terms of another glossary ours names as a whole, and how many it names in part."""
    whole = part = every = 0
    for term in dict.fromkeys(terms):
        every += 1
        mentions = known.mentions(term)
        letters = len(term.strip())
        whole += any(mention.end - mention.start >= letters for mention in mentions)
        part += bool(mentions)
    print(f"{name}: {every:,} terms; named as a whole {whole / every:.1%}, at least in part {part / every:.1%}")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=HERE.parent.parent / "shared" / "data")
    options.add_argument("--missing", type=int, default=0, help="show this many of the terms that are lacking most often")
    chosen = options.parse_args()
    known = glossary()
    entries = known.terms.values()
    names = sum(len(entry.names) + len(entry.related) + len(entry.abbreviations) + len(entry.ambiguous) for entry in entries)
    print(f"{len(entries):,} entries with {names:,} names; {sum(bool(entry.plain) for entry in entries):,} have a plain name")
    if not chosen.data.is_dir():
        raise SystemExit(f"The lists of others are not at {chosen.data}: without them nothing can be counted.")
    lists = (*nci(chosen.data), *hpo(chosen.data), *mesh(chosen.data))
    terms = frozenset(
        term for term in map(key, lists) if 0 < len(term) <= LONGEST and not all(map(everyday, term)) and len("".join(term)) > 2
    )
    measure("starter library", starter(), terms, known, chosen.missing)
    measure("trial articles", trials(chosen.data), terms, known, chosen.missing)
    measure("PubMedQA, not looked at", questions(chosen.data), terms, known, chosen.missing)
    of_a_glossary("NCI dictionaries", nci(chosen.data), known)
    of_a_glossary("CDC plain language", cdc(chosen.data), known)
    of_a_glossary("HPO names with a lay name", hpo(chosen.data), known)


if __name__ == "__main__":
    main()
