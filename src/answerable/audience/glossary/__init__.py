"""The glossary: clinical terms with their plain names and definitions, found in a text and put in plain words in their place."""

from __future__ import annotations

from answerable.audience.glossary.entry import Entry, Form, Mention, Wording
from answerable.audience.glossary.matching import Glossary, glossary

__all__ = ["Entry", "Form", "Glossary", "Mention", "Wording", "glossary"]
