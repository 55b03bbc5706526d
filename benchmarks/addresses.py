"""Where every kind of public page is, on a site that has one of each."""

import random
from collections.abc import Iterator, Mapping
from datetime import timedelta
from io import BytesIO

from PIL import Image

from benchmarks.courses import lecture
from benchmarks.generating import NEWEST
from benchmarks.measuring import Asked
from talkpython_site.documents import (
    Account,
    Certificate,
    Course,
    Episode,
    Interview,
    Lecture,
    Topic,
    utc_now,
)
from talkpython_site.documents.certificate import new_code, shown_code
from talkpython_site.documents.email_address import email_key
from talkpython_site.documents.previewed import Previewed
from talkpython_site.documents.stamp import announce
from talkpython_site.mail.links import confirm_token, reset_token
from talkpython_site.pictures import PictureFolder, drawing_name
from talkpython_site.previews import token_of
from talkpython_site.settings import Settings, load
from talkpython_site.sign_ins import hash_of
from talkpython_site.signing import Signer, secret_of

PAGES = {
    "home": "/",
    "episodes": "/episodes",
    "episodes, page 20": "/episodes?page=20",
    "episodes, 3 filters": "/episodes?podcast=show-1&year=2024&person=ada-rao",
    "episode": "/episodes/show-1/40/generated-157",
    "episode, from a second": "/episodes/show-1/40/generated-157?t=600",
    "podcasts": "/podcasts",
    "podcast": "/podcasts/show-1",
    "people": "/people",
    "person": "/people/ada-rao",
    "topics": "/topics",
    "topic": "/topics/{topic}",
    "courses": "/courses",
    "courses, 2 filters": "/courses?level=beginner&topic={topic}",
    "course, 382 lectures": "/courses/course-0",
    "lecture": "/courses/course-0/33/lecture-1",
    "interviews": "/interviews",
    "interviews, a filter": "/interviews?topic={topic}",
    "interview, 7,000 words": "/interviews/interview-0",
    "feed, 500 episodes": "/podcasts/show-1/feed.xml",
    "feed of interviews": "/interviews/feed.xml",
    "chapters": "/episodes/show-1/40/chapters.json",
    "page of the owner": "/about",
    "sitemap": "/sitemap.xml",
    "llms.txt": "/llms.txt",
}
# Not kept for all: of one visitor, of who has a link, or of what does not change at its address.
ALONE = {
    "preview of an episode": "/preview/{episode}",
    "preview of a course": "/preview/{course}",
    "preview of a lecture": "/preview/{course}/5",
    "preview of an interview": "/preview/{interview}",
    "course, how to join": "/courses/course-0/enrol",
    "certificate": "/certificates/{certificate}",
    "sign in": "/sign-in",
    "register": "/register",
    "password forgotten": "/reset",
    "password, mail is sent": "/reset/sent",
    "password, the new one": "/reset/{reset}",
    "password, it is set": "/reset/done",
    "confirm an address": "/confirm/{confirm}",
    "address is confirmed": "/confirmed",
    "signed out": "/signed-out",
    "account is deleted": "/account-deleted",
    "picture": "/pictures/{picture}/640.webp",
    "drawing, SVG": "/pictures/{drawing}.svg",
    "drawing, PNG": "/pictures/{drawing}.png",
    "robots.txt": "/robots.txt",
}
REFUSED = {
    403: {"403, a lecture": "/courses/course-0/36/lecture-4"},
    404: {"404, an address": "/nowhere", "404, an interview": "/interviews/nowhere"},
    410: {
        "410, an episode": "/episodes/show-2/500/generated-1998",
        "410, a course": "/courses/course-198",
        "410, an interview": "/interviews/interview-298",
    },
}
WEIGHTLESS = ("feed", "picture", "drawing")  # a page is weighed, without its pictures
SALT = "salt"
Filled = Mapping[str, str]


def paths(filled: Filled) -> dict[str, str]:
    """Of what is kept for all, by its name."""
    return {name: path.format(**filled) for name, path in PAGES.items()}


def others(filled: Filled) -> Iterator[tuple[str, Asked]]:
    for status, pages in {200: ALONE, **REFUSED}.items():
        for name, path in pages.items():
            yield name, Asked(path.format(**filled), status=status)


def fill(environment: Mapping[str, str]) -> Filled:
    """Make what else has pages; gives what stands in their addresses."""
    settings = load({}, environment)
    folder = settings.var / "pages"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "about.md").write_text("# About\n\n" + "Said by the owner. " * 200, encoding="utf-8")
    take_down()
    signer, account = Signer(secret_of(settings)), student()
    return {
        "topic": Topic.objects.first().slug,
        "certificate": certificate(account),
        "confirm": confirm_token(signer, account, account.email),
        "reset": reset_token(signer, account),
        "picture": picture(settings),
        "drawing": drawing_name(Course.objects.get(slug="course-0")),
        **previews(signer),
    }


def take_down() -> None:
    for kind, slug in (
        (Episode, "generated-1998"),
        (Course, "course-198"),
        (Interview, "interview-298"),
    ):
        gone = {"state": "unpublished", "unpublished_reason": "It is made anew."}
        kind.collection().update_one({"slug": slug}, {"$set": gone})


def previews(signer: Signer) -> dict[str, str]:
    """Links of the last one of each kind, none of which is out yet."""
    course = Course.objects.get(slug="course-199")
    Lecture.collection().insert_one(lecture(course.id, 5, random.Random(17)))
    return {
        "episode": preview(signer, Episode.objects.get(slug="generated-1999")),
        "course": preview(signer, course),
        "interview": preview(signer, Interview.objects.get(slug="interview-299")),
    }


def preview(signer: Signer, of: Previewed) -> str:
    token = token_of(signer, of.card_key, SALT)
    later = {"published_at": utc_now() + timedelta(days=300), "preview_salt": SALT}
    until = {"preview_hash": hash_of(token), "preview_until": utc_now() + timedelta(days=30)}
    of.collection().update_one({"_id": of.id}, {"$set": {**later, **until}})
    announce(of.card_key)
    return token


def student() -> Account:
    email = "ada@example.org"
    account = Account(email=email, email_key=email_key(email), password_hash="none")  # noqa: S106 - nobody signs in
    account.call("Ada Rao")
    account.insert()
    return account


def certificate(account: Account) -> str:
    course, code = Course.objects.get(slug="course-0"), new_code()
    values = {
        "account": account.id, "course": course.id, "name": "Ada Rao",
        "course_title": course.title, "language": "en", "own_hue": "hue-7",
        "duration_seconds": 34_320, "lecture_count": 382, "strip": [5000, 10_000],
        "issued_at": NEWEST,
    }  # fmt: skip
    Certificate(id=code, holder=f"{course.id}:{account.id}", **values).insert()
    return shown_code(code)


def picture(settings: Settings) -> str:
    """Noise, which is larger than what any camera gives."""
    content = BytesIO()
    Image.effect_noise((1400, 1400), 60).save(content, format="PNG")
    return PictureFolder(settings.var / "pictures").keep(content.getvalue())
