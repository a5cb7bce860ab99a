"""Use cases of flags with a life, and of the weekly mail about them."""
