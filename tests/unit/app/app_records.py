"""Records of our own invention to take in."""

from answerable.corpus.record import Author, PartialDate, Record, TextSection


def a_record(
    number: int = 0,
    title: str = "Zinc lozenges in a village of weavers",
    *abstract: str,
    doi: str = "",
    pmcid: str = "",
    year: int | None = 2003,
    family: str = "Oduya",
    revised: int | None = None,
    **more: object,
) -> Record:
    pmid = str(number) if number else ""
    name = f"pmid:{pmid}" if pmid else f"doi:{doi}" if doi else f"pmcid:{pmcid}" if pmcid else "key:unnamed"
    return Record(
        id=name,
        pmid=pmid,
        doi=doi,
        pmcid=pmcid,
        title=title,
        authors=(Author(family=family, initials="AB"),),
        published=PartialDate(year) if year else None,
        revised=PartialDate(revised) if revised else None,
        abstract=tuple(TextSection(text) for text in abstract),
        source="own",
        **more,  # type: ignore[arg-type]
    )
