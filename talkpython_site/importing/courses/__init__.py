"""Folders with a README and transcripts of lectures become courses."""
