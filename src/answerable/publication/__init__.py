"""Publication: how an answer meets its readers; every rendering shows the same claims, numbers, notices and cautions."""
