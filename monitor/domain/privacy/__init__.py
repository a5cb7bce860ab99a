"""Privacy law: how long everything is kept, and what one person may ask for."""
