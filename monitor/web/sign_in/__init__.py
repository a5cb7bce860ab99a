"""Pages of signing in: rendered by the server, so that they work in any browser."""
