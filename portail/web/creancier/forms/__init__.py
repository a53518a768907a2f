"""The forms of the space: filing a claim, following it."""
