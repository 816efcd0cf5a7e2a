"""One file for each change of the schema; each is written out and never edited afterwards."""
