"""Use cases of the questionnaire: all its versions, making one, and having it asked."""
