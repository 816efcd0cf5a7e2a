"""Before anything else: what in a question names a person, and what in it needs help at once."""
