"""What the programme page shows."""
