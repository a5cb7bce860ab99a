"""The trail: what was done and looked at, by whom, so that both partners can read it."""
