"""``talkpython audit``: who changed what, when and from where."""

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

import click

from talkpython_site.audit_rows import facts
from talkpython_site.auditing import Sentence, accounts_in, sentences, titles_in
from talkpython_site.documents import AuditLine, utc_now
from talkpython_site.role_words import stored_titles
from talkpython_site.scripts.one_account import found
from talkpython_site.scripts.options import config_option, connected, settings_from
from talkpython_site.scripts.telling import in_parts, tell, tell_aside
from talkpython_site.settings import Settings

DAYS = 30
LONGEST_AGO = 36_500  # days


@click.command()
@click.option("--account", metavar="EMAIL", help="Only what it did, and what was done to it.")
@click.option(
    "--since",
    metavar="DAYS",
    type=click.IntRange(1, LONGEST_AGO),
    default=DAYS,
    show_default=True,
    help="How many days back.",
)
@config_option
def audit(account: str | None, since: int, config: Path | None) -> None:
    """Tell who changed what, when and from where, newest first."""
    settings, count = settings_from(config), 0
    with connected(settings, tell_aside):
        titles = stored_titles()
        for part in in_parts(lines(account, since)):
            for sentence in sentences(part, accounts_in(part), {**titles, **titles_in(part)}):
                tell(line_of(sentence, settings))
                count += 1
    if not count:
        tell_aside(f"Nothing was changed in the last {since} days.")


def lines(account: str | None, since: int) -> Iterable[dict[str, Any]]:
    """As they are stored; raises ``click.ClickException`` where there is no such account."""
    chosen = AuditLine.objects.since(utc_now() - timedelta(days=since))
    if account:
        chosen = chosen.of_account(found(account).id)
    stored: Iterable[dict[str, Any]] = chosen.newest_first().as_pymongo().no_cache()
    return stored


def line_of(sentence: Sentence, settings: Settings) -> str:
    """``2026-11-24 14:02  Ines Okafor changed their name (from 192.0.2.7, name, revision 3)``."""
    at = f"{sentence.at.astimezone(settings.site_zone):%Y-%m-%d %H:%M}"
    return f"{at}  {sentence.text} ({', '.join(facts(sentence))})"
