"""What is asked on phones: on the shared screen, and where the presenter steers it."""
