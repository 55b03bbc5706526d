"""Every setting of the site: declared once, read once, refused by name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from talkpython_site.addresses import is_of_this_machine
from talkpython_site.settings.readers import (
    flag,
    folder,
    internet_address,
    language,
    mail_address,
    mongodb_address,
    one_of,
    site_address,
    text,
    time_zone,
    whole,
)

CHECKOUT = Path(__file__).resolve().parents[2]
PREFIX = "TALKPYTHON_"
UNPREFIXED = {"mongodb_uri": "MONGODB_URI"}
IGNORED_KEYS = {"here", "__file__"}  # PasteDeploy adds them
SAMPLE_SECRETS = {"change-me", "changeme", "seekrit", "secret", "sample"}
SECRET_LENGTH = 32


class SettingsError(Exception):
    """A setting that is unknown, malformed or refused; one sentence that names it."""


class Setting(NamedTuple):
    """A setting as declared below; ``read`` makes its value of text or raises ``ValueError``."""

    attribute: str
    read: Callable[[str], Any]
    default: Any
    doc: str
    is_secret: bool

    @property
    def key(self) -> str:
        """Its name in an ini file: ``site_require_https`` is ``site.require_https``."""
        return self.attribute.replace("_", ".", 1)

    @property
    def variable(self) -> str:
        """Its name in the environment."""
        return UNPREFIXED.get(self.attribute, PREFIX + self.attribute.upper())


def setting(
    doc: str, read: Callable[[str], Any], *, default: Any = "", secret: bool = False
) -> Any:
    metadata = {"read": read, "doc": doc, "is_secret": secret}
    return field(default=default, repr=not secret, metadata=metadata)


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What the owner decides; docs/settings.md says the same for people."""

    site_url: str = setting(
        "Where people reach the site; the port of localhost unless given.",
        site_address,
        default="http://localhost:6543",
    )
    site_name: str = setting("The name of the site.", text, default="Longwave")
    site_description: str | None = setting(
        "The site in one sentence, for search engines; made of what there is unless given.",
        text,
        default=None,
    )
    site_language: str = setting("The language it is written in.", language, default="en")
    site_timezone: str = setting("The zone in which dates are shown.", time_zone, default="UTC")
    site_secret: str = setting(
        "Signs links in mails, tokens and cookies; made once in var/ unless given.",
        text,
        secret=True,
    )
    site_require_https: bool = setting(
        "Refuse to start while site.url is not https.", flag, default=False
    )
    secrets_require: bool = setting(
        "Refuse to start without a real site.secret.", flag, default=False
    )
    database_require_authentication: bool = setting(
        "Refuse to start on a database that lets everybody in.", flag, default=False
    )
    mongodb_uri: str = setting(
        "The MongoDB to use; the embedded database unless given.", mongodb_address, secret=True
    )
    var: Path = setting(  # noqa: RUF009 - a Path never changes
        "The folder for all that the site keeps on disk; in a checkout the one there.",
        folder,
        default=Path("var"),
    )
    catalogue_reload_seconds: int | None = setting(
        "Read everything again after so long; 600 on MongoDB, 3600 embedded unless given.",
        whole(1, 86_400),
        default=None,
    )
    pages_kept_megabytes: int = setting(
        "Memory for public pages that are kept as they are sent; 0 keeps none.",
        whole(0, 100_000),
        default=64,
    )
    templates_reload: bool = setting(
        "Read templates again when they change and keep no pages, for development.",
        flag,
        default=False,
    )
    sample_load: bool = setting(
        "Load the sample at the start of a site that never had any content.", flag, default=False
    )
    accounts_demand_second_factor: bool = setting(
        "An admin without a second factor may do nothing that admins may.", flag, default=True
    )
    admin_password: str = setting(
        "The password that a command asks for, where there is no terminal to ask in.",
        text,
        secret=True,
    )
    mail_host: str = setting("The server that mails are handed to; none are sent without.", text)
    mail_port: int = setting("Its port.", whole(1, 65_535), default=587)
    mail_encryption: str = setting(
        "starttls, tls from the first byte, or none.",
        one_of("starttls", "tls", "none"),
        default="starttls",
    )
    mail_user: str = setting("Who signs in there; nobody unless given.", text)
    mail_password: str = setting("The password for that.", text, secret=True)
    mail_sender: str = setting(
        "The address that mails come from; noreply at the host of site.url unless given.",
        mail_address,
    )
    mail_development: bool = setting(
        "Show mails at /dev/mail instead of sending them, on this machine alone.",
        flag,
        default=False,
    )
    uploads_largest_bytes: int = setting(
        "The largest file that is uploaded, in pieces.",
        whole(1_048_576, 100_000_000_000),
        default=1_000_000_000,
    )
    uploads_plain_bytes: int = setting(
        "The largest file in one piece, from a browser without script.",
        whole(1_048_576, 10_000_000_000),
        default=100_000_000,
    )
    metrics_token: str = setting(
        "Opens /metrics to other machines, as bearer token.", text, secret=True
    )
    proxy_trusted: str = setting(
        "The address of the one proxy whose forwarding headers are believed.", internet_address
    )
    server_host: str = setting("The address to listen on.", text, default="127.0.0.1")
    server_port: int = setting(
        "The port to listen on; 0 takes any free one.", whole(0, 65_535), default=6543
    )
    server_threads: int = setting(
        "How many requests are answered at once.", whole(1, 256), default=8
    )

    @property
    def site_zone(self) -> ZoneInfo:
        return ZoneInfo(self.site_timezone)


SETTINGS = tuple(Setting(f.name, default=f.default, **f.metadata) for f in fields(Settings))


def load(ini: Mapping[str, str], environ: Mapping[str, str]) -> Settings:
    """Read all settings: the file, over it the environment, over it files named for secrets.

    An empty value stands for the default. Raises ``SettingsError``.
    """
    refuse_unknown(ini, environ)
    given = {declared.attribute: read(declared, ini, environ) for declared in SETTINGS}
    values = {attribute: value for attribute, value in given.items() if value is not None}
    if values.get("server_port"):
        values.setdefault("site_url", f"http://localhost:{values['server_port']}")
    if (CHECKOUT / "pyproject.toml").is_file():  # whatever folder a command is given in
        values.setdefault("var", CHECKOUT / "var")
    settings = Settings(**values)
    refuse_unsafe(settings)
    return settings


def read(declared: Setting, ini: Mapping[str, str], environ: Mapping[str, str]) -> Any:
    """The value given for a setting, None where there is none."""
    name, given = declared.key, str(ini.get(declared.key, ""))
    if declared.variable in environ:
        name, given = f"{name} ({declared.variable})", environ[declared.variable]
    if declared.is_secret and environ.get(declared.variable + "_FILE"):
        name = f"{declared.key} ({declared.variable}_FILE)"
        given = read_secret(name, environ[declared.variable + "_FILE"])
    if not given.strip():
        return None
    try:
        return declared.read(given.strip())
    except ValueError as error:
        shown = "" if declared.is_secret else f"{given.strip()!r} "
        raise SettingsError(f"{name}: {shown}{error}.") from None


def read_secret(name: str, file: str) -> str:
    try:
        return Path(file).read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is not a text"
        raise SettingsError(f"{name}: the file {file!r} cannot be read: {reason}.") from None


def refuse_unknown(ini: Mapping[str, str], environ: Mapping[str, str]) -> None:
    keys = {declared.key for declared in SETTINGS}
    variables = {declared.variable for declared in SETTINGS}
    variables |= {declared.variable + "_FILE" for declared in SETTINGS if declared.is_secret}
    strange = [k for k in ini if k not in keys | IGNORED_KEYS and not k.startswith("pyramid.")]
    strange += [k for k in environ if k.startswith(PREFIX) and k not in variables]
    if strange:
        near = get_close_matches(strange[0], sorted(keys | variables), n=1)
        hint = f", perhaps {near[0]} was meant" if near else ""
        raise SettingsError(f"{strange[0]} is not a setting of this site{hint}.")


def refuse_unsafe(settings: Settings) -> None:
    """What a public site must not start with, each unless a setting says that it may."""
    if settings.site_require_https and not settings.site_url.startswith("https://"):
        raise SettingsError(
            f"site.url is {settings.site_url}: set it to the https address of the site"
            " (TALKPYTHON_SITE_URL), or site.require_https to false."
        )
    if settings.database_require_authentication and not settings.mongodb_uri:
        raise SettingsError(
            "mongodb.uri is missing, and the embedded database lets in everybody on this machine:"
            " set MONGODB_URI, or database.require_authentication to false."
        )
    if settings.mail_development and not is_here_alone(settings):
        raise SettingsError(
            f"mail.development shows every mail to whoever asks, and {settings.site_url} on"
            f" {settings.server_host} may be asked by others: set it to false and mail.host to a"
            " mail server."
        )
    secret = settings.site_secret
    is_real = len(secret) >= SECRET_LENGTH and not any(s in secret.lower() for s in SAMPLE_SECRETS)
    if settings.secrets_require and not is_real:
        raise SettingsError(
            f"site.secret is {'a sample or too short' if secret else 'missing'}: set it to"
            f" {SECRET_LENGTH} or more random characters (TALKPYTHON_SITE_SECRET or …_FILE),"
            " or secrets.require to false."
        )


def is_here_alone(settings: Settings) -> bool:
    """Whether the site listens on this machine alone, and is known by an address of it alone."""
    host = settings.server_host
    listens_at = f"http://[{host}]" if ":" in host else f"http://{host}"
    return is_of_this_machine(settings.site_url) and is_of_this_machine(listens_at)
