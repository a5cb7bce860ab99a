"""The real product in its own process, used by real browsers and by many clients at once."""
