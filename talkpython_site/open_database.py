"""Whether the database lets everybody in, which a public site must not stand on."""

from typing import Any
from urllib.parse import parse_qsl, urlencode

from pymongo import MongoClient
from pymongo.errors import OperationFailure

from talkpython_site.settings import Settings, SettingsError

CREDENTIALS = {"authsource", "authmechanism", "authmechanismproperties"}
WAIT_MS = 2_000
CLOSED = {13, 18, 8000}  # Unauthorized, AuthenticationFailed, AtlasError


def refuse_open_database(settings: Settings) -> None:
    """Ask the database something without credentials, where the settings want it closed.

    Raises ``SettingsError`` where it answers, ``PyMongoError`` where it cannot be reached.
    """
    if settings.database_require_authentication and is_open(settings.mongodb_uri):
        raise SettingsError(
            "mongodb.uri names a database that lets in without authentication: switch its access"
            " control on, or set database.require_authentication to false."
        )


def is_open(uri: str) -> bool:
    """Raises ``PyMongoError`` where the database cannot be reached."""
    client: MongoClient[dict[str, Any]] = MongoClient(
        without_credentials(uri), serverSelectionTimeoutMS=WAIT_MS, connectTimeoutMS=WAIT_MS
    )
    with client:
        try:
            client.admin.command("listDatabases", nameOnly=True)
        except OperationFailure as refusal:
            if refusal.code not in CLOSED:
                raise
            return False
    return True


def without_credentials(uri: str) -> str:
    """The same servers, asked by nobody."""
    address, _, options = uri.partition("?")
    scheme, _, place = address.partition("://")
    kept = [(k, v) for k, v in parse_qsl(options) if k.lower() not in CREDENTIALS]
    return f"{scheme}://{place.rpartition('@')[2]}" + (f"?{urlencode(kept)}" if kept else "")
