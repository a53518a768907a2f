"""The routes of the space."""
