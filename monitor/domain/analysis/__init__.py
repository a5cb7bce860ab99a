"""Statistics of small groups: numbers in, numbers out; every formula names its source."""
