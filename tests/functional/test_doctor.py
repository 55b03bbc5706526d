"""What the doctor finds that cannot be brought about from outside."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from talkpython_site.documents import utc_now
from talkpython_site.media import MediaFolder
from talkpython_site.pictures import PictureFolder
from talkpython_site.scripts.doctor import (
    Advice,
    TroubleError,
    attempt,
    check_accounts,
    check_clock,
    check_failed_mails,
    check_feeds,
    check_files,
    check_mail,
    check_proxy,
    check_secret,
    check_version,
)
from talkpython_site.settings import Settings
from talkpython_site.signing import secret_of
from tests.audio import keep_audio
from tests.factories import (
    FIRST_DAY,
    make_account,
    make_course,
    make_episode,
    make_interview,
    make_lecture,
    make_podcast,
    said,
)
from tests.mail_servers import Mailbox, mail_server
from tests.mails import make_mail
from tests.pictures import make_picture

pytestmark = pytest.mark.usefixtures("clean")


def test_clocks_that_agree_are_fine(settings: Settings) -> None:
    assert check_clock(settings).endswith("of the database's")


@pytest.mark.parametrize(("seconds", "words"), [(5, "ahead of"), (-5, "behind")])
def test_clocks_a_second_apart_are_not(settings: Settings, seconds: int, words: str) -> None:
    there = datetime.now(UTC) + timedelta(seconds=seconds)
    with time_machine.travel(there), pytest.raises(TroubleError, match=rf"[45]\.\d s {words}"):
        check_clock(settings)


@pytest.mark.parametrize("version", ["6.0.0", "6.0.20", "8.2.11", "10.0.1-rc1"])
def test_newer_servers_are_fine(version: str) -> None:
    assert check_version(version) == f"MongoDB {version}"


@pytest.mark.parametrize("version", ["5.0.31", "4.4.0"])
def test_older_servers_are_not(version: str) -> None:
    with pytest.raises(TroubleError, match=r"6\.0 is the oldest"):
        check_version(version)


def test_podcasts_without_a_category_are_named(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    make_podcast("Deep Harbour")
    make_podcast("Ebb", categories=[["Technology"]])
    make_podcast("Hidden", state="importing")
    with pytest.raises(Advice, match=r"^“Deep Harbour”: no category"):
        check_feeds(settings)
    # The site works without: it is no failure.
    assert attempt("feeds", lambda: check_feeds(settings))
    assert capsys.readouterr().out.startswith("! feeds        “Deep Harbour”: no category")

    for number in range(6):
        make_podcast(f"Show {number}")
    with pytest.raises(Advice, match="“Show 3” and 2 more: no category"):
        check_feeds(settings)


def test_podcasts_with_a_category_are_fine(settings: Settings) -> None:
    make_podcast(categories=[["Education", "How To"]])
    assert check_feeds(settings) == "each podcast has a category"


def test_files_that_are_missing_are_named(settings: Settings, tmp_path: Path) -> None:
    site = replace(settings, var=tmp_path)
    media, pictures = MediaFolder(tmp_path / "media"), PictureFolder(tmp_path / "pictures")
    show = make_podcast("Deep Harbour", artwork=pictures.keep(make_picture()))
    make_podcast("Ebb")
    sound = keep_audio(media)
    make_episode(show, title="Tides", enclosure=sound)
    make_episode(show, title="Elsewhere")
    assert check_files(site) == "all there that shows, episodes, courses and interviews name"

    next(pictures.root.rglob("320.webp")).unlink()
    media.delete(str(sound.media))
    make_episode(show, title="Unsaid", enclosure=sound, state="importing")
    with pytest.raises(TroubleError, match=r"^“Deep Harbour” and “Tides” lack theirs in .*: bring"):
        check_files(site)

    for number in range(6):
        make_episode(show, title=f"Part {number}", enclosure=sound)
    shutil.rmtree(pictures.root)
    with pytest.raises(TroubleError, match=r"“Part [0-9]” and 3 more lack theirs in"):
        check_files(site)


def test_files_of_courses_that_are_missing_are_named(settings: Settings, tmp_path: Path) -> None:
    site, media = replace(settings, var=tmp_path), MediaFolder(tmp_path / "media")
    film = keep_audio(media)
    make_lecture(make_course("Ebb by Hand"), video=film)
    make_lecture(make_course("Not out", state="draft"), video=film)
    make_lecture(make_course("Words alone"))
    assert check_files(site) == "all there that shows, episodes, courses and interviews name"

    media.delete(str(film.media))
    make_course("Tides by Hand", artwork="4e" * 32)
    with pytest.raises(TroubleError, match=r"^“Ebb by Hand” and “Tides by Hand” lack theirs in"):
        check_files(site)


def test_who_is_admin_and_lacks_a_second_factor_is_named(settings: Settings) -> None:
    make_account(totp_secret="A")  # noqa: S106 - no secret
    make_account(roles=["admin"], locked_at=FIRST_DAY)
    with pytest.raises(Advice, match=r"^nobody is an admin yet: \S*talkpython admin create EMAIL"):
        check_accounts(settings)

    make_account("ines@example.org", roles=["admin"])
    make_account("teo@example.org", roles=["admin"], totp_secret="A")  # noqa: S106 - no secret
    with pytest.raises(Advice, match=r"^“ines@example.org”: no second factor yet"):
        check_accounts(settings)


def test_admins_with_a_second_factor_are_fine(settings: Settings) -> None:
    make_account(roles=["admin"], totp_secret="A")  # noqa: S106 - no secret
    assert check_accounts(settings) == "1 admin, none without a second factor"


def test_the_secret_is_its_owners_alone(settings: Settings, tmp_path: Path) -> None:
    site = replace(settings, site_secret="", var=tmp_path / "var")
    path = tmp_path / "var" / "secret"
    assert check_secret(site) == f"made at the first start, in {path}"
    secret_of(site)
    assert check_secret(site) == f"kept in {path}, for its owner alone"
    path.chmod(0o640)
    with pytest.raises(TroubleError, match=rf"{path} \(mode 640\): chmod 600 {path}"):
        check_secret(site)
    assert check_secret(replace(site, site_secret="x" * 32)) == "site.secret is set"


def test_visitors_behind_a_proxy_are_told_apart(settings: Settings) -> None:
    with pytest.raises(Advice, match=r"^no proxy\.trusted: all visitors count as one network"):
        check_proxy(settings)
    assert check_proxy(replace(settings, proxy_trusted="127.0.0.1")).startswith("127.0.0.1 says")
    assert check_proxy(replace(settings, site_url="http://localhost:6543")).startswith("none:")


def test_without_a_mail_server_mails_wait(settings: Settings) -> None:
    make_mail(make_account())
    with pytest.raises(Advice, match=r"^no mail\.host: 1 mail waits"):
        check_mail(settings)
    assert check_mail(replace(settings, mail_development=True)).startswith("shown at /dev/mail")


def test_a_mail_server_is_tried(settings: Settings) -> None:
    with mail_server(Mailbox()) as port:
        site = replace(settings, mail_host="127.0.0.1", mail_port=port, mail_encryption="none")
        assert check_mail(site) == "127.0.0.1 can be used, 0 mails wait"
        with pytest.raises(TroubleError, match=r"STARTTLS .*; 0 mails wait"):
            check_mail(replace(site, mail_encryption="starttls"))
    with pytest.raises(TroubleError, match="Connection refused; 0 mails wait"):
        check_mail(site)


def test_mails_that_were_given_up_are_counted(settings: Settings) -> None:
    assert check_failed_mails(settings) == "no mail was given up in 30 days"
    make_mail(make_account(), due_at=None, failed_at=utc_now())
    with pytest.raises(Advice, match=r"^1 mail given up in 30 days: /admin/mails"):
        check_failed_mails(settings)
    make_mail(make_account(), due_at=None, failed_at=utc_now() - timedelta(days=31))
    with pytest.raises(Advice, match=r"^1 mail given up"):
        check_failed_mails(settings)


def test_pictures_of_interviews_that_are_missing_are_named(
    settings: Settings, tmp_path: Path
) -> None:
    site, pictures = replace(settings, var=tmp_path), PictureFolder(tmp_path / "pictures")
    kept = pictures.keep(make_picture())
    shown = said("picture", "The gauge.", picture=kept)
    make_interview("All there", artwork=kept, blocks=[shown])
    make_interview("Not out", artwork="4e" * 32, state="draft")
    assert check_files(site) == "all there that shows, episodes, courses and interviews name"

    make_interview("Without a face", artwork="4e" * 32)
    make_interview("A gap in it", blocks=[said("picture", "Gone.", picture="5f" * 32)])
    with pytest.raises(TroubleError, match=r"^“A gap in it” and “Without a face” lack theirs in"):
        check_files(site)
