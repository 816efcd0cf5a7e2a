"""Every citation of every claim is checked, by rules that give the same verdict each time and never guess in favour."""
