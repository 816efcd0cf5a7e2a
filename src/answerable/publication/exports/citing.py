"""A citation of the article itself: its title, version, date and address; its author is who publishes it, never a machine."""

from __future__ import annotations

from answerable.composition.answer import Answer
from answerable.publication.article import Article
from answerable.publication.exports import bibtex, ris
from answerable.publication.exports.remarks import standing
from answerable.publication.published import as_published, day_of
from answerable.writing import as_json, tidy

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
CITATIONS = ("text", "ris", "bibtex", "csl-json")


def cite(article: Article, style: str, address: str, operator: str = "") -> str:
    """The citation in one of `CITATIONS`; raises KeyError for another.

    An operator without a name leaves the citation without an author. The status goes with it, for a version that nobody has
    reviewed must not be cited as one that somebody has.
    """
    by_style = {"text": _vancouver, "ris": _ris, "bibtex": _bibtex, "csl-json": _csl}
    return by_style[style](article, as_published(article), tidy(address), tidy(operator))


def _note(answer: Answer) -> str:
    return f"Drafted by an automated (AI) system, Answerable {answer.manifest.version}; {standing(answer)}"


def _vancouver(article: Article, answer: Answer, address: str, operator: str) -> str:
    version = article.latest
    title = tidy(answer.title)
    parts = (
        f"{operator}." if operator else "",
        f"{title.rstrip('.')} [Internet].",
        f"Version {version.number}, {_day_in_words(version.made)}.",
        f"{_note(answer)}.",
        f"Available from: {address}" if address else "",
    )
    return " ".join(part for part in parts if part) + "\n"


def _ris(article: Article, answer: Answer, address: str, operator: str) -> str:
    day = day_of(article.latest.made)
    return ris.written(
        [
            {
                "type_of_reference": "ELEC",
                "authors": [operator.replace(",", " ")] if operator else [],
                "title": answer.title,
                "year": day[:4],
                "date": f"{day.replace('-', '/')}/",
                "edition": f"Version {article.latest.number}",
                "publisher": operator,
                "urls": [address],
                "notes": [_note(answer)],
            }
        ]
    )


def _bibtex(article: Article, answer: Answer, address: str, operator: str) -> str:
    day = day_of(article.latest.made)
    values = {
        "author": f"{{{bibtex.literal(operator)}}}" if operator else "",
        "title": f"{{{bibtex.literal(answer.title)}}}",
        "year": day[:4],
        "month": str(int(day[5:7])),
        "edition": f"Version {article.latest.number}",
        "publisher": bibtex.literal(operator),
        "url": bibtex.verbatim(address),
        "note": bibtex.literal(f"{_note(answer)}."),
    }
    return bibtex.written([bibtex.entry_of("misc", f"answerable-{answer.id}-{article.latest.number}", values)])


def _csl(article: Article, answer: Answer, address: str, operator: str) -> str:
    year, month, date = (int(part) for part in day_of(article.latest.made).split("-"))
    fields = {
        "id": f"answerable-{answer.id}-{article.latest.number}",
        "type": "webpage",
        "title": tidy(answer.title),
        "author": [{"literal": operator}] if operator else [],
        "publisher": operator,
        "issued": {"date-parts": [[year, month, date]]},
        "version": str(article.latest.number),
        "URL": address,
        "language": "en",
        "note": f"{_note(answer)}.",
    }
    return as_json([{name: value for name, value in fields.items() if value}])


def _day_in_words(moment: str) -> str:
    """ "2026 Nov 23"."""
    year, month, day = day_of(moment).split("-")
    return f"{year} {_MONTHS[int(month) - 1]} {int(day)}"
