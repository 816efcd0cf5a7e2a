"""Places smaller than a state in which somebody is said to live; countries and states of the United States may stay."""

from __future__ import annotations

import re
from collections.abc import Iterator

_CUE = re.compile(
    r"\b(?:I|[Hh]e|[Ss]he|[Ww]ho|[Tt]hey|[Ww]e|[Pp]atient|and|[Pp]t) (?:(?:currently|now|also|still) )?(?:lives?|resides?|works?|grew up|was born|am from|is from|are from|comes? from) "
    r"(?:in|at|near|close to|just outside|from)?(?: the)? ?((?:[A-Z][\w'’-]{2,24})(?:(?:,)? (?:[A-Z][\w'’-]{1,24}|upon|on|sur|am|under|de|la|le)){0,4})"
)
_MAY_STAY = frozenset(
    name.replace("_", " ")
    for name in """
    Africa Asia Europe America Australia Oceania Antarctica Afghanistan Albania Algeria Argentina Armenia Austria Azerbaijan Bahrain Bangladesh Belarus
    Belgium Benin Bolivia Bosnia Botswana Brazil Bulgaria Burundi Cambodia Cameroon Canada Chile China Colombia Congo Croatia Cuba Cyprus Czechia
    Denmark Ecuador Egypt England Eritrea Estonia Ethiopia Fiji Finland France Gambia Georgia Germany Ghana Greece Guatemala Guinea Guyana Haiti
    Honduras Hungary Iceland India Indonesia Iran Iraq Ireland Israel Italy Jamaica Japan Jordan Kazakhstan Kenya Kosovo Kuwait Laos Latvia Lebanon
    Lesotho Liberia Libya Lithuania Luxembourg Madagascar Malawi Malaysia Mali Malta Mauritius Mexico Moldova Mongolia Montenegro Morocco Mozambique
    Myanmar Namibia Nepal Netherlands New_Zealand Nicaragua Niger Nigeria Norway Oman Pakistan Palestine Panama Paraguay Peru Philippines Poland
    Portugal Qatar Romania Russia Rwanda Scotland Senegal Serbia Sierra_Leone Singapore Slovakia Slovenia Somalia South_Africa South_Korea North_Korea
    Spain Sri_Lanka Sudan Sweden Switzerland Syria Taiwan Tanzania Thailand Togo Tunisia Turkey Uganda Ukraine United_Kingdom United_States UK USA US
    UAE Uruguay Uzbekistan Venezuela Vietnam Wales Yemen Zambia Zimbabwe Northern_Ireland Britain Great_Britain Saudi_Arabia Costa_Rica Hong_Kong
    Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Hawaii Idaho Illinois Indiana Iowa Kansas Kentucky Louisiana
    Maine Maryland Massachusetts Michigan Minnesota Mississippi Missouri Montana Nebraska Nevada New_Hampshire New_Jersey New_Mexico North_Carolina
    North_Dakota Ohio Oklahoma Oregon Pennsylvania Rhode_Island South_Carolina South_Dakota Tennessee Texas Utah Vermont Virginia Washington_State
    West_Virginia Wisconsin Wyoming ICU NHS ER
    """.split()
)


def places_in(text: str) -> Iterator[tuple[int, int]]:
    """Where a text says in which town, district or house somebody lives or works."""
    for match in _CUE.finditer(text):
        if not {match[1].rstrip(".,"), match[1].partition(",")[0]} & _MAY_STAY:
            yield match.span(1)
