"""The corpus: records, what was said of them afterwards, what they are worth, and how their layouts are read."""
