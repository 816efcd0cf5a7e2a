"""`of_anybody`: a question about some people, asked of anybody; what is offered where nothing is known of these people."""

from __future__ import annotations

import re

from answerable.conversation.naming import people_in
from answerable.conversation.speech import sentence
from answerable.errors import UnusableQuestion
from answerable.question import understand

# "children with back pain" without the children is "people with back pain", and "in children" nothing at all.
_HAVING = r"(?= (?:with|who|having|whose|on|taking|after|under)\b)"
_BEFORE = r"\s*\b(?:in|for|of|among|during|when|if) (?:(?:the|an?|my|old|i'm|those) )*"


def of_anybody(question: str, topic: str = "") -> str:
    """The question without whom it is about; empty where it names nobody, or where nothing that can be asked would be left."""
    said, _ = people_in(question, topic)
    if not said:
        return ""
    named = re.escape(said)
    wide, having = re.subn(rf"\b{named}{_HAVING}", "people", question, count=1, flags=re.IGNORECASE)
    if not having:
        wide = re.sub(rf"(?:{_BEFORE}\b{named}\b(?!['’]),?|\b{named}['’]s?\b)", "", question, count=1, flags=re.IGNORECASE)
    if wide == question:  # "are women more often affected?" is about women, and without them about nothing
        return ""
    wide = re.sub(r"\s+([?.,;])", r"\1", re.sub(r"\s{2,}", " ", wide)).strip()
    try:
        asked = sentence(wide)
        left = understand(asked)
    except UnusableQuestion:
        return ""
    return asked if left.topic and len(asked.split()) > 2 and not people_in(asked, topic)[0] else ""
