"""What the page of agreements shows, and what the partnership page shows of it."""
