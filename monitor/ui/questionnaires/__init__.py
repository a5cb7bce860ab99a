"""The page of questionnaires."""
