"""Use cases of the trail: note what is done, read it, and find tampering."""
