"""The survey: pages that a participant opens with a personal link."""
