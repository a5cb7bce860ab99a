"""The evaluation meeting: its plan, how far it is, what is asked live, and what it shows."""
