"""Use cases of the log of a relation: contact, events, growth, lessons, glossary, handover."""
