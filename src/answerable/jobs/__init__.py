"""Work done later, as rows in a store: each job is leased to one worker, tried again where it broke off, and not for ever."""
