"""Who may do what: accounts and their roles, credentials, disclosures, and the one table of permissions."""
