"""The evaluation meeting: its preparation, its windows and what comes of it."""
