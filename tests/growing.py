"""A short text of which far more HTML would be made than it has."""

OFTEN = f"[a]: http://x/{'&' * 1_900}\n\n{'[a] ' * 1_900}"
USED = "A long address that is named once “[as here]: https://…” cannot be used so often."
