"""The use cases: load, ask the domain, write, journal, commit. One function each."""
