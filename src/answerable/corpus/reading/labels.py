"""The headings of an abstract: NLM's categories of them, and finding them where they stand in running text."""

from __future__ import annotations

import re

from answerable.corpus.record import TextSection
from answerable.text import clean

# NLM's own mapping of printed headings to its five categories, as far as a heading has only one.
CATEGORY_OF_LABEL = {
    label: category
    for category, labels in {
        "BACKGROUND": "BACKGROUND|INTRODUCTION|CONTEXT|BACKGROUND AND PURPOSE|RATIONALE|SUMMARY OF BACKGROUND DATA"
        "|STUDY BACKGROUND",
        "OBJECTIVE": "OBJECTIVE|OBJECTIVES|AIM|AIMS|PURPOSE|GOAL|GOALS|STUDY OBJECTIVE|STUDY OBJECTIVES|HYPOTHESIS"
        "|AIMS AND OBJECTIVES"
        "|AIM OF THE STUDY|OBJECTIVE OF THE STUDY|RESEARCH QUESTION|QUESTION",
        "METHODS": "METHODS|METHOD|MATERIALS AND METHODS|MATERIAL AND METHODS|PATIENTS AND METHODS|METHODS AND MATERIALS|DESIGN"
        "|STUDY DESIGN|SETTING|DESIGN AND SETTING|PARTICIPANTS|PATIENTS|SUBJECTS|INTERVENTION|INTERVENTIONS|MAIN OUTCOME MEASURES"
        "|MAIN OUTCOME MEASURE|OUTCOME MEASURES|MEASUREMENTS|DATA SOURCES|STUDY SELECTION|DATA EXTRACTION|DATA COLLECTION"
        "|DESIGN, SETTING, AND PARTICIPANTS|MAIN OUTCOMES AND MEASURES|METHODOLOGY|STATISTICAL ANALYSIS"
        "|DATA COLLECTION AND ANALYSIS|SELECTION CRITERIA|SEARCH METHODS|SEARCH STRATEGY|SUBJECTS AND METHODS|EXPERIMENTAL DESIGN"
        "|PROCEDURES|METHODS/DESIGN"
        "|TRIAL DESIGN|EXPOSURE|EXPOSURES",
        "RESULTS": "RESULTS|RESULT|FINDINGS|MAIN RESULTS|PRINCIPAL FINDINGS|KEY RESULTS|KEY FINDINGS|OBSERVATIONS|DATA SYNTHESIS",
        "CONCLUSIONS": "CONCLUSIONS|CONCLUSION|INTERPRETATION|DISCUSSION|CONCLUSIONS AND RELEVANCE|SUMMARY|IMPLICATIONS"
        "|AUTHORS' CONCLUSIONS|REVIEWER'S CONCLUSIONS|REVIEWERS' CONCLUSIONS|CLINICAL RELEVANCE"
        "|DISCUSSION AND CONCLUSION|DISCUSSION AND CONCLUSIONS|CLINICAL IMPLICATIONS"
        "|CONCLUSIONS/SIGNIFICANCE|CONCLUSION AND RELEVANCE|SIGNIFICANCE",
    }.items()
    for label in labels.split("|")
}  # fmt: skip
_KNOWN = "|".join(re.escape(label) for label in sorted(CATEGORY_OF_LABEL, key=len, reverse=True))
_INLINE_LABEL = re.compile(rf"(?:(?<=[.?!;)\]] )|^)({_KNOWN}|(?-i:[A-Z][A-Z ,/&'()-]{{3,70}}[A-Z)])):\s+(?=\S)", re.IGNORECASE)


def category_of(label: str) -> str:
    """NLM's category of a printed heading ("Main results" gives "RESULTS"), or "" where it has none of its own."""
    return CATEGORY_OF_LABEL.get(label.strip(" .:").upper().replace("’", "'"), "")


def labelled_sections(text: str) -> tuple[TextSection, ...]:
    """An abstract as sections: cut at headings that stand in its running text ("… METHODS: We …"), if at least two do."""
    text = clean(text)
    if not text:
        return ()
    if ": " not in text:
        return (TextSection(text),)
    marks = list(_INLINE_LABEL.finditer(text))
    if sum(bool(category_of(mark[1])) for mark in marks) < 2:
        return (TextSection(text),)
    sections = [TextSection(text[: marks[0].start()].strip())] if text[: marks[0].start()].strip() else []
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    for mark, end in zip(marks, ends, strict=True):
        words = text[mark.end() : end].strip()
        if words:
            sections.append(TextSection(words, mark[1], category_of(mark[1])))
    return tuple(sections)
