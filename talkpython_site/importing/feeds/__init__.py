"""A podcast's feed: read and checked whole, then written into the catalogue."""
