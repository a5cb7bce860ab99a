"""Flags with a life: from the moment they are found until the worry is over."""
