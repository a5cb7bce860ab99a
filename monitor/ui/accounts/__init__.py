"""The page of people and access: who can sign in, and what they see and do."""
