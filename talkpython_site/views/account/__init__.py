"""An account: getting in, what is one's own, and every change of it."""
