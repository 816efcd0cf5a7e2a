"""What every table of a desk belongs to."""

from __future__ import annotations

from sqlalchemy import MetaData

from answerable.adapters.sql.sorting import sorts_alike

metadata = MetaData(naming_convention={"pk": "pk_%(table_name)s"})
sorts_alike(metadata)
