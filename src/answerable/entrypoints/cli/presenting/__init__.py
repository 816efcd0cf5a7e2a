"""What the commands print: runs, records, holdings, summaries, saved answers checked again."""
