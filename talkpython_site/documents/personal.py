"""What belongs to somebody: how it is handed out to them, and how it is erased."""

from typing import Any

from bson import ObjectId


class Personal:
    """A document class with a field ``account``: it says both, or a test fails."""

    @classmethod
    def exported(cls, account_id: ObjectId) -> list[dict[str, Any]]:
        """All that is stored of this account, without hashes and secrets, as JSON can hold it."""
        raise NotImplementedError

    @classmethod
    def erase(cls, account_id: ObjectId) -> None:
        """Leave no address, name or network address of it; twice is once."""
        raise NotImplementedError


def as_text(value: Any) -> Any:
    """Moments and ids as text, the rest as it is."""
    if isinstance(value, dict):
        return {key: as_text(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_text(inner) for inner in value]
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return str(value) if isinstance(value, ObjectId) else value
