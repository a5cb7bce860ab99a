"""Use cases of mail: what is sent to participants, and when."""
