"""The editorial desk: how an answer becomes an article that people vouch for."""
