"""What the page of conversation cards shows: the library, one card, and the cards chosen."""
