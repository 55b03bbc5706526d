"""What each address answers: fetch, decide, return what the template uses."""
