"""The changes of a desk's schema, in the order of `desk_tables.REVISIONS`."""
