"""Use cases of privacy law: what goes when its time has come, and the rights of one person."""
