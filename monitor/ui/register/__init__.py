"""The page on which the register is managed."""
