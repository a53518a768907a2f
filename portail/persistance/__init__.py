"""The tables and their queries. Nothing here decides: the rules are in `domaine`."""
