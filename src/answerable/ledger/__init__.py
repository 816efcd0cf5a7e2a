"""The tamper-evident log: every change of state, by whom, on what, each entry hashed over the one before it."""
