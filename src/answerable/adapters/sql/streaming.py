"""Rows read a few hundred at a time, so that memory stays flat however many there are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, Select


def streamed(connection: Connection, asked: Select[Any], at_a_time: int) -> Iterator[Row[Any]]:
    """The rows that a statement finds; who stops in the middle leaves nothing open on the server."""
    with connection.execute(asked, execution_options={"yield_per": at_a_time}) as found:
        yield from found
