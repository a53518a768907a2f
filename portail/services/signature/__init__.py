"""Signing the acts and verifying what was signed; pyHanko, slow to import, is loaded by the first use only."""
