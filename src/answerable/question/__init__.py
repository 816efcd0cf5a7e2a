"""The question: what is asked, of what type, about whom and what."""

from answerable.question.model import Concept, ConceptKind, Mention, Pico, Question, QuestionType

__all__ = ["Concept", "ConceptKind", "Mention", "Pico", "Question", "QuestionType"]
