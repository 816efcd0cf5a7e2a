"""The audit: somebody else's article in, a report out that says claim by claim whether its citations hold."""
