"""An audit as JSON, and the JSON Schema that describes it."""

from __future__ import annotations

from typing import Any

import msgspec

from answerable.audit.report import AuditReport
from answerable.writing import as_json


def render(report: AuditReport) -> str:
    """The report as indented JSON; the same report gives the same bytes, and what would act on a terminal is escaped."""
    return as_json(report)


def parse(text: str | bytes) -> AuditReport:
    """A report from its JSON; raises `msgspec.ValidationError` or `msgspec.DecodeError` where it is none."""
    return msgspec.json.decode(text, type=AuditReport)


def schema_text() -> str:
    """The JSON Schema as it is published."""
    return as_json(schema())


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of an audit."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "An audit by Answerable",
        **msgspec.json.schema(AuditReport),
    }
