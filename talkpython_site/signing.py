"""Signs what the site hands out and takes back, each purpose with a key of its own."""

import hashlib
import hmac
import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Any

from itsdangerous import BadData, SignatureExpired, URLSafeTimedSerializer
from pyramid.config import Configurator

from talkpython_site.settings import Settings, SettingsError

SECRET_BYTES = 32


class LinkError(Exception):
    """A link or token that does not hold."""


class ForgedError(LinkError):
    """It was never signed here, or for something else."""


class ExpiredError(LinkError):
    """Its time is over."""


class Signer:
    """Signs values with a secret that all processes of a site have."""

    def __init__(self, secret: str) -> None:
        self._secret = secret

    def sign(self, purpose: str, value: Any) -> str:
        """A token of an address's letters; ``value`` is made of what JSON has."""
        return str(self._serializer(purpose).dumps(value))

    def read(self, purpose: str, token: str, seconds: int) -> Any:
        """What was signed within so many seconds; raises ``ForgedError`` or ``ExpiredError``."""
        try:
            return self._serializer(purpose).loads(token, max_age=seconds)
        except SignatureExpired as error:
            raise ExpiredError from error
        except BadData as error:
            raise ForgedError from error

    def digest(self, text: str) -> str:
        """A name for a text that does not give it away; hexadecimal."""
        return hmac.new(self._secret.encode(), text.encode(), hashlib.sha256).hexdigest()

    def _serializer(self, purpose: str) -> URLSafeTimedSerializer:
        digest = {"digest_method": hashlib.sha256}
        return URLSafeTimedSerializer(self._secret, salt=purpose, signer_kwargs=digest)


def secret_of(settings: Settings) -> str:
    """``site.secret``, else one that is made once and kept in the folder of the site."""
    return settings.site_secret or kept_secret(secret_path(settings))


def secret_path(settings: Settings) -> Path:
    return settings.var / "secret"


def kept_secret(path: Path) -> str:
    """The same for everybody who asks, also at once; readable by its owner alone.

    Raises ``SettingsError`` for a file that has lost what was in it.
    """
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        own = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
        descriptor = os.open(own, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(SECRET_BYTES))
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):  # whole or not at all; who comes second finds it taken
            os.link(own, path)
        own.unlink()
    secret = path.read_text(encoding="ascii").strip()
    if len(secret) < SECRET_BYTES:
        raise SettingsError(f"{path} holds no secret: remove it, and a new one is made.")
    return secret


def includeme(config: Configurator) -> None:
    config.registry.signer = Signer(secret_of(config.registry.site))
