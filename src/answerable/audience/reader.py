"""`Reader`: for whom an article is worded, in the words of "Which best describes you?"."""

from __future__ import annotations

from enum import StrEnum


class Reader(StrEnum):
    """Who reads; the value is what a cookie, an option and a page's address say."""

    PATIENT = "patient"
    STUDENT = "student"
    NURSE = "nurse"
    PHYSICIAN = "physician"
    RESEARCHER = "researcher"

    @property
    def label(self) -> str:
        """What a person chooses."""
        return _LABELS[self]


_LABELS = {
    Reader.PATIENT: "Patient or carer",
    Reader.STUDENT: "Student",
    Reader.NURSE: "Nurse or allied professional",
    Reader.PHYSICIAN: "Physician",
    Reader.RESEARCHER: "Researcher",
}
