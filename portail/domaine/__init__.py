"""The rules of the procedure: pure functions and values, the standard library only."""
