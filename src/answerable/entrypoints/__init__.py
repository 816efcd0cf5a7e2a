"""The doors: each parses, calls the app, presents."""
