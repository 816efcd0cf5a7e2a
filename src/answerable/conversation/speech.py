"""The form of what is typed: openings stripped, corrections and ellipses told, pronouns found, sentences made whole."""

from __future__ import annotations

import re

# What people say before they ask.
_OPENING = re.compile(
    r"^(?:(?:(?:and|but|so|ok|okay|also|then|well|hm+|oh|ah|hi|hello|hey|thanks?|thank you|great|right|yes|now|"
    r"anyway|alright|sure|"
    r"please|good|interesting|i see|actually|further|furthermore|by the way|btw|one more (?:question|thing)|another question|"
    r"follow[- ]?up|next(?: question)?|in that case|just|um+|uh+|er+|one more|last question|quick question|if so|"
    r"(?:can|could|would|will) you (?:please )?tell me|(?:please )?tell me|(?:i|we)(?:'d| would) (?:also )?like to know|"
    r"i (?:also )?(?:want(?:ed)?|need) to know|do you know|i (?:was|am|'m) wondering(?: if)?|i wonder|any idea|may "
    r"i ask|let me ask)"
    r"\b[\s,:;.!–—-]*(?:\.\.\.)?\s*)+)(?=\S)",
    re.IGNORECASE,
)
_WORTHLESS = re.compile(
    r"\s+(?:please|then|exactly|though|by the way|thanks|thank you|anyway|for me|in my case|or not|again|too|as well)$",
    re.IGNORECASE,
)
_CORRECTION = re.compile(
    r"^(?:(?:no|nope|sorry|oops|wait|not that|wrong|actually|i mean|ah|oh)[\s,.;:!–—-]+)*"
    r"(?:(?:no\b|sorry\b|not [\w' -]{1,40}?(?:,|but|;|–|—|-))[\s,.;:!–—-]*(?:but |rather |in |for |i mean |the |about )*"
    r"|(?:i (?:meant|mean|was asking about|was talking about|am asking about|asked about|am talking about)|i'm "
    r"(?:asking|talking) about|"
    r"meant|i wanted to (?:ask|know) about|rather|let's say|make that|change that to)\b[\s,:]*(?:to say |to ask |"
    r"to ask about |in |for "
    r"|about |with |the case of )*)(?P<rest>\S.*)$",
    re.IGNORECASE,
)
_ELLIPSIS = re.compile(
    r"^(?:(?:and )?(?:what|how) about|what if (?:it is|it's|i use|i take|i have|you use|we use|i'm|i am|they are|"
    r"she is|he is|someone is)|"
    r"(?:and|or) (?=\w)|same (?:question )?(?:for|in|with|about)|(?:and|or|but|also) (?:for|in|with)|(?:what|how) "
    r"of)\s*(?P<rest>\S.*)$",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"^(?:(?:for |at |in |to |with |by |on |of |from |about )?(?:what|which|who|whom|whose|how|why|when|"
    r"where)(?:'s|'re)?|is|are|was|were|"
    r"does|do|did|can|could|should|would|will|may|might|must|has|have|had|am|shall|need|isn't|aren't|doesn't|don't|"
    r"can't|couldn't|"
    r"shouldn't|won't|wouldn't|any|tell|explain|describe|compare|define|list|give)\b",
    re.IGNORECASE,
)


def opened(words: str) -> str:
    """The words without how they open and without their last punctuation."""
    words = words.replace("’", "'").strip().rstrip("?!. ").strip()
    stripped = _OPENING.sub("", words).strip() or words
    while (shorter := _WORTHLESS.sub("", stripped)) != stripped and len(shorter.split()) > 0:
        stripped = shorter
    return stripped.strip(" ,;:–—-")


def corrected(words: str) -> str:
    """What is meant instead, where the words correct the last question; else nothing."""
    match = _CORRECTION.match(words.replace("’", "'").strip().rstrip("?!. "))
    return match["rest"].strip() if match else ""


def elliptic(words: str) -> str:
    """What stands in for a part of the last question ("what about surgery"); else nothing."""
    match = _ELLIPSIS.match(words.replace("’", "'").strip().rstrip("?!. "))
    return match["rest"].strip() if match else ""


def asks(words: str) -> bool:
    """Whether the words have the form of a question."""
    return _ASKS.match(words) is not None


def sentence(words: str) -> str:
    """The words as a question: a capital, a question mark, single spaces."""
    words = " ".join(words.split()).rstrip(" ?!.,;")
    return f"{words[:1].upper()}{words[1:]}?" if words else ""
