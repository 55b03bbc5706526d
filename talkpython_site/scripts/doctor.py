"""``talkpython doctor``: whether everything the site stands on is in order, or what to do."""

import shlex
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from stat import S_IMODE

import click
from mongoengine.connection import get_connection
from pymongo.errors import PyMongoError

from talkpython_site import embedded, pages, wording
from talkpython_site.assets import asset_folder
from talkpython_site.database import Database, DatabaseError, foreign_indexes, missing_indexes, ping
from talkpython_site.documents import Account, Episode, Mail, Podcast
from talkpython_site.documents.visibility import PUBLISHED
from talkpython_site.embedded import EmbeddedError
from talkpython_site.interrupts import raise_if_interrupted
from talkpython_site.mail import smtp
from talkpython_site.media import MediaFolder
from talkpython_site.open_database import refuse_open_database
from talkpython_site.pictures import PictureFolder
from talkpython_site.program import program
from talkpython_site.rendering import Templates
from talkpython_site.scripts import brief
from talkpython_site.scripts.lacking import lacking_courses, lacking_interviews
from talkpython_site.scripts.options import config_option, settings_from
from talkpython_site.settings import Settings, SettingsError
from talkpython_site.signing import secret_path

OLDEST_MONGODB = 6
CLOCKS_APART = timedelta(seconds=1)
MOST_NAMED = 5
AWAY = ("locked_at", "deleted_at")  # by which an account stops being an admin's
FINE, WORTH_DOING, WRONG = ("✓", "green"), ("!", "yellow"), ("✗", "red")


class TroubleError(Exception):
    """What is wrong, and what to do about it."""


class Advice(Exception):  # noqa: N818 - nothing is wrong: the site works without
    """What is worth doing, though the site works without."""


def check_settings(settings: Settings) -> str:
    return f"served at {settings.site_url}, files in {settings.var}"


def check_proxy(settings: Settings) -> str:
    """Raises ``Advice`` where all visitors would seem to come from the proxy."""
    if settings.proxy_trusted:
        return f"{settings.proxy_trusted} says where visitors come from"
    if settings.site_url.startswith("https://"):
        what = "all visitors count as one network, and who mistypes a password stops the others"
        raise Advice(f"no proxy.trusted: {what}; name the proxy that speaks https")
    return "none: visitors come straight here"


def check_database(settings: Settings, database: Database) -> str:
    database.connect()
    ping()
    refuse_open_database(settings)
    host, port = get_connection().address
    return f"answers at {host}:{port}"


def check_engine(settings: Settings) -> str:
    if not settings.mongodb_uri:
        name = embedded.engine(settings.var)
        return f"{name}, embedded: for trying out and small sites, set MONGODB_URI for others"
    return check_version(get_connection().server_info()["version"])


def check_version(version: str) -> str:
    if int(version.partition(".")[0]) < OLDEST_MONGODB:
        raise TroubleError(f"MongoDB {version} is too old: 6.0 is the oldest that works")
    return f"MongoDB {version}"


def check_indexes(_settings: Settings) -> str:
    missing = [".".join(place) for place in missing_indexes()]
    if missing:
        count = f"{len(missing)} missing, such as {missing[0]}"
        raise TroubleError(f"{count}: talkpython database indexes builds them, and so does a start")
    old = len(foreign_indexes())
    hint = f", {old} old: talkpython database indexes --drop-old removes them" if old else ""
    return f"all there{hint}"


def check_clock(_settings: Settings) -> str:
    started = time.monotonic()
    there: datetime = get_connection().admin.command("hello")["localTime"]
    took = timedelta(seconds=time.monotonic() - started)
    apart = datetime.now(UTC) - took / 2 - there.replace(tzinfo=UTC)
    seconds = f"{abs(apart).total_seconds():.1f} s"
    if abs(apart) > CLOCKS_APART + took / 2:
        which = "ahead of" if apart > timedelta() else "behind"
        raise TroubleError(f"{seconds} {which} the database's: synchronise both (NTP)")
    return f"within {seconds} of the database's"


def check_feeds(_settings: Settings) -> str:
    """Raises ``Advice`` with the podcasts that directories refuse for want of a category."""
    shown = Podcast.objects(state=PUBLISHED).only("title", "categories").order_by("title")
    lacking = [each.title for each in shown if not each.categories]
    if lacking:
        what = "no category, and directories ask for one: set it where the show is made"
        raise Advice(f"{named(lacking)}: {what} and import it again")
    return "each podcast has a category"


def check_files(settings: Settings) -> str:
    """Raises ``TroubleError`` with all that is published and whose files are not here."""
    media, pictures = MediaFolder(settings.var / "media"), PictureFolder(settings.var / "pictures")
    shown = Podcast.objects(state=PUBLISHED).only("title", "artwork").order_by("title")
    lacking = [each.title for each in shown if each.artwork and not pictures.is_whole(each.artwork)]
    heard = Episode.objects(state=PUBLISHED).only("title", "enclosure.media")
    here = set(media.keys())
    for stored in heard.order_by("-published_at").as_pymongo():
        key = (stored.get("enclosure") or {}).get("media")
        lacking += [stored["title"]] if key and key not in here else []
    lacking += lacking_courses(pictures, here) + lacking_interviews(pictures)
    if lacking:
        verb = "lacks its file" if len(lacking) == 1 else "lack theirs"
        again = "bring it back from a backup; talkpython load brings what of a dump is missing"
        raise TroubleError(f"{named(lacking)} {verb} in {settings.var}: {again}")
    return "all there that shows, episodes, courses and interviews name"


def named(titles: list[str]) -> str:
    """The first few of them, and how many more there are."""
    first = [f"“{title}”" for title in titles[:MOST_NAMED]]
    others = len(titles) - len(first)
    words = [*first, f"{others} more"] if others else first
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def check_media(settings: Settings) -> str:
    folder = settings.var / "media"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return f"{folder} can be written"
    except OSError as error:
        raise TroubleError(f"{folder} cannot be written: {error.strerror}") from error


def check_pages(settings: Settings) -> str:
    """Raises ``TroubleError`` with files that cannot be shown, ``Advice`` for want of privacy."""
    folder = settings.var / pages.FOLDER
    found = {path: pages.find(path, settings.site_url) for path in pages.paths(folder)}
    wrong = [f"{path} {each.problem}" for path, each in found.items() if each.problem]
    if wrong:
        raise TroubleError("; ".join(wrong))
    there = [path.name for path, each in found.items() if each.page]
    if "privacy.md" not in there:
        what = "is missing: say there what becomes of what people give (docs/pages.md)"
        raise Advice(f"{folder / 'privacy.md'} {what}")
    return f"{' and '.join(there)} in {folder}"


def check_mail(settings: Settings) -> str:
    """Raises ``Advice`` or ``TroubleError`` where mails do not go out."""
    waiting = wording.counted(Mail.objects.waiting().count(), "mail waits", "mails wait")
    if settings.mail_development:
        return "shown at /dev/mail, not sent (mail.development)"
    if not settings.mail_host:
        raise Advice(f"no mail.host: {waiting}, docs/mail.md says how to send them")
    try:
        smtp.try_out(settings)
    except smtp.MailError as error:
        raise TroubleError(f"{error}; {waiting}") from error
    return f"{settings.mail_host} can be used, {waiting}"


def check_failed_mails(_settings: Settings) -> str:
    failed = Mail.objects.failed().count()
    if failed:
        mails = wording.counted(failed, "mail")
        raise Advice(f"{mails} given up in 30 days: /admin/mails says why, and sends them again")
    return "no mail was given up in 30 days"


def check_secret(settings: Settings) -> str:
    """Raises ``TroubleError`` where others can read what signs links and cookies."""
    if settings.site_secret:
        return "site.secret is set"
    path = secret_path(settings)
    if not path.exists():
        return f"made at the first start, in {path}"
    mode = S_IMODE(path.stat().st_mode)
    if mode & 0o077:
        to_do = f"chmod 600 {shlex.quote(str(path))}"
        raise TroubleError(f"others can read or change {path} (mode {mode:o}): {to_do}")
    return f"kept in {path}, for its owner alone"


def check_accounts(_settings: Settings) -> str:
    """Raises ``Advice`` where there is no admin, or with those who have no second factor."""
    found = Account.objects.admins().order_by("email_key")
    admins = [each for each in found.only("email", "roles", "totp_secret", *AWAY) if each.acts]
    if not admins:
        raise Advice(f"nobody is an admin yet: {program()} admin create EMAIL makes one")
    lacking = [each.email for each in admins if not each.has_second_factor]
    if lacking:
        raise Advice(f"{named(lacking)}: no second factor yet, it is turned on under /account")
    return f"{wording.counted(len(admins), 'admin')}, none without a second factor"


def check_templates(settings: Settings) -> str:
    folder = asset_folder("templates").resolve()
    return f"{Templates(folder, settings.var / 'templates', reload=False).warm()} are ready"


ALONE = (
    ("settings", check_settings),
    ("proxy", check_proxy),
    ("secret", check_secret),
    ("media folder", check_media),
    ("templates", check_templates),
    ("pages", check_pages),
)
WITH_DATABASE = (
    ("engine", check_engine),
    ("indexes", check_indexes),
    ("clock", check_clock),
    ("accounts", check_accounts),
    ("feeds", check_feeds),
    ("files", check_files),
    ("mail", check_mail),
    ("dead letters", check_failed_mails),
)


@click.command()
@config_option
def doctor(config: Path | None) -> None:
    """Tell what the site stands on: fine, or what to do."""
    try:
        settings = settings_from(config)
    except SettingsError as error:
        tell("settings", str(error), WRONG)
        raise click.exceptions.Exit(1) from error
    database = Database(settings)
    try:
        is_healthy = examine(settings, database)
    finally:
        database.disconnect()
    if not is_healthy:
        raise click.exceptions.Exit(1)


def examine(settings: Settings, database: Database) -> bool:
    """Do every check that can be done; gives whether all went well."""
    results = [attempt(name, partial(check, settings)) for name, check in ALONE]
    results.append(attempt("database", partial(check_database, settings, database)))
    if results[-1]:
        results += [attempt(name, partial(check, settings)) for name, check in WITH_DATABASE]
    return all(results)


def attempt(name: str, check: Callable[[], str]) -> bool:
    raise_if_interrupted()
    try:
        tell(name, check(), FINE)
    except Advice as advice:
        tell(name, str(advice), WORTH_DOING)
    except (TroubleError, SettingsError, DatabaseError, EmbeddedError, OSError) as error:
        tell(name, str(error), WRONG)
        return False
    except PyMongoError as error:
        tell(name, f"does not answer ({brief(error)}): is it running?", WRONG)
        return False
    return True


def tell(name: str, words: str, mark: tuple[str, str]) -> None:
    click.echo(f"{click.style(*mark)} {name:<13}{words}")
