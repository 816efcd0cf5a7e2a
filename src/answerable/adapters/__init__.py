"""The outside world in our words: stores, search engines, files; only `app.wiring` imports from here."""
