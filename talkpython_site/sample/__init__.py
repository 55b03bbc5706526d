"""Two invented shows to look at and listen to, and how they come into a site and leave it."""
