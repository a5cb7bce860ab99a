"""The window of who leads a meeting, apart from the shared screen."""
