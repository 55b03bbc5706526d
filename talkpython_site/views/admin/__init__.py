"""Pages for admins and editors."""
