"""Readers: in what words a text is, and how hard they are to read."""
