"""What every table of a desk belongs to."""

from __future__ import annotations

from sqlalchemy import MetaData

metadata = MetaData(naming_convention={"pk": "pk_%(table_name)s"})
