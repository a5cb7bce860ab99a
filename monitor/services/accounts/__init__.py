"""Use cases of an administrator: who can sign in, and what they may see and do."""
