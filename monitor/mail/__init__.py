"""Letters: their words, and how they get to a mail server."""
