"""Which way a result points: an effect, none, or neither said."""

from __future__ import annotations

import re

_NO_DIFFERENCE = re.compile(
    r"\b(?:no (?:statistically |clinically |clear |good |convincing )?(?:significant |important |relevant )?(?:differences?|effects?|benefits?|improvements?|reductions?|changes?|advantages?|evidence (?:of|that|for))|not (?:statistically )?(?:significant\w*|differ\w*|effective|improve|reduce|"
    r"superior|better|beneficial|associated)|did not (?:significantly )?(?:differ|reduce|improve|increase|decrease|affect|change|lower|prevent|result|lead|show)|(?:was|were|is|are) (?:not|no (?:more|better)) |ineffective|similar|comparable)\b",
    re.IGNORECASE,
)
_BETTER = re.compile(
    r"\b(?:reduc\w+|improv\w+|relie(?:ved?|f|ves)|decreas\w+|lower\w*|fewer|superior|better|more effective|effective|benefi\w+|prevent\w*|increas\w+|higher|greater|faster|shorter)\b",
    re.IGNORECASE,
)


def direction_of(words: str) -> str:
    """ "none" where a sentence reports no difference or no effect, "effect" where it reports one, empty where it says neither."""
    if _NO_DIFFERENCE.search(words):
        return "none"
    return "effect" if _BETTER.search(words) else ""
