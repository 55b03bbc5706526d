"""Video, captions and files of lectures: by the cookie, each time, and for nobody else."""

import io
from typing import Any

import pytest

from talkpython_site.documents import Account, Course, Enclosure, Enrolment, Lecture
from talkpython_site.views.lecture_media import attachment
from tests.conftest import Queries, Visit
from tests.factories import make_account, make_course, make_lecture
from tests.visitors import signed_in

VTT = "WEBVTT\n\n00:01.000 --> 00:02.500\nGuten Tag, Störche.\n"
FILM, SLIDES = b"moving pictures" * 90, b"PK\3\4<script>alert(1)</script>"
LECTURE = "/courses/tides/4"
VIDEO, CAPTIONS, SHEET = (
    f"{LECTURE}/video.mp4", f"{LECTURE}/captions.de.vtt", f"{LECTURE}/files/Tide%20table.zip",
)  # fmt: skip
DOORS = [VIDEO, CAPTIONS, SHEET]
KEPT = "private, no-cache"


@pytest.fixture
def course(app: Any, visit: Visit) -> Course:  # noqa: ARG001 - the database is emptied first
    """Of its lectures 3 is open to everybody, and 4 holds what 3 holds."""
    made = make_course(slug="tides", slugs=["tides", "ebb"])
    film, slides = (
        app.registry.media.keep(io.BytesIO(content), ending)
        for content, ending in ((FILM, "mp4"), (SLIDES, "bin"))
    )
    held = {
        "video": {"media": film.key, "size_bytes": len(FILM), "type": "video/mp4"},
        "captions": [{"language": "en", "vtt": "WEBVTT\n"}, {"language": "de", "vtt": VTT}],
        "downloads": [
            {"name": name, "media": slides.key, "size_bytes": len(SLIDES)}
            for name in ("Tide table.zip", "Übung “1”.zip")
        ],
    }
    for key in (3, 4):
        make_lecture(made, key, **held)
    return made


@pytest.fixture
def ines(course: Course) -> Account:
    account = make_account("ines@example.org")
    Enrolment.enrol(course.id, account.id)
    return account


@pytest.fixture
def student(visit: Visit, ines: Account) -> Visit:
    return signed_in(visit, ines)


def change(key: int, **fields: Any) -> None:
    Lecture.collection().update_one({"key": key}, {"$set": fields})


def test_a_video_is_sent_whole_in_parts_and_not_again(student: Visit) -> None:
    whole = student.get(VIDEO)
    assert (whole.body, whole.headers["Content-Type"]) == (FILM, "video/mp4")
    assert whole.headers["Accept-Ranges"] == "bytes"
    part = student.get(VIDEO, headers={"Range": "bytes=10-19"}, status=206)
    assert (part.body, part.headers["Content-Range"]) == (FILM[10:20], f"bytes 10-19/{len(FILM)}")
    again = student.get(VIDEO, headers={"If-None-Match": whole.headers["ETag"]}, status=304)
    assert student.head(VIDEO).content_length == len(FILM)
    assert {each.headers["Cache-Control"] for each in (whole, part, again)} == {KEPT}


def test_captions_are_text_for_tracks(student: Visit) -> None:
    answer = student.get(CAPTIONS)
    assert answer.body.decode() == VTT
    assert answer.headers["Content-Type"] == "text/vtt; charset=utf-8"
    assert answer.headers["Cache-Control"] == KEPT
    student.get(CAPTIONS, headers={"If-None-Match": answer.headers["ETag"]}, status=304)


def test_a_file_is_saved_and_never_shown(student: Visit) -> None:
    answer = student.get(SHEET)
    assert answer.body == SLIDES
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"] == (
        "attachment; filename=\"Tide table.zip\"; filename*=UTF-8''Tide%20table.zip"
    )
    part = student.get(SHEET, headers={"Range": "bytes=0-1"}, status=206)
    assert (part.body, part.headers["Cache-Control"]) == (b"PK", KEPT)


@pytest.mark.parametrize(
    ("name", "plain", "written"),
    [
        ("a.zip", "a.zip", "a.zip"),
        ("Übung “1”.zip", "_bung _1_.zip", "%C3%9Cbung%20%E2%80%9C1%E2%80%9D.zip"),
        ('a"\r\nSet-Cookie: b=c', "a___Set-Cookie: b=c", "a%22%0D%0ASet-Cookie%3A%20b%3Dc"),
        ("50%\\a/b", "50__a_b", "50%25%5Ca%2Fb"),
    ],
)
def test_names_are_written_for_old_browsers_and_new_ones(
    name: str, plain: str, written: str
) -> None:
    assert attachment(name) == f"attachment; filename=\"{plain}\"; filename*=UTF-8''{written}"


@pytest.mark.usefixtures("course")
@pytest.mark.parametrize("address", DOORS)
def test_a_copied_address_gives_nothing_to_others(visit: Visit, address: str) -> None:
    for browser in (visit, signed_in(visit)):
        for method in ("GET", "HEAD"):
            answer = browser.request(address, method=method, status=403)
            assert answer.headers["Cache-Control"] == "private, no-store"
            assert "ETag" not in answer.headers
        assert browser.get(address, status=403).text == (
            "This lecture is for those who are enrolled in its course."
        )


@pytest.mark.parametrize("address", DOORS)
def test_who_leaves_is_locked_out_at_the_next_request(
    student: Visit, course: Course, ines: Account, address: str
) -> None:
    tag = student.get(address).headers["ETag"]
    Enrolment.leave(course.id, ines.id)
    student.get(address, headers={"If-None-Match": tag}, status=403)


@pytest.mark.usefixtures("course")
@pytest.mark.parametrize("address", DOORS)
def test_previews_are_open_to_everybody(visit: Visit, address: str) -> None:
    answer = visit.get(address.replace("/4/", "/3/"))
    assert answer.headers["Cache-Control"] == KEPT
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    "path",
    ["9/video.mp4", "1/video.mp4", "4/captions.fr.vtt", "4/captions.DE.vtt", "4/files/other.zip",
     "4/files/%24ne", "4/files/..%2F..%2Fx", "4/captions.%7B%7D.vtt", "5/video.mp4"],
)  # fmt: skip
def test_what_is_not_there(student: Visit, path: str) -> None:
    student.get(f"/courses/tides/{path}", status=404)
    student.get("/courses/none/4/video.mp4", status=404)


def test_an_address_that_the_course_had_works_on(student: Visit) -> None:
    assert student.get("/courses/ebb/4/video.mp4").body == FILM


def test_a_video_elsewhere_is_led_to_for_who_may_open_it(visit: Visit, student: Visit) -> None:
    change(4, video={"url": "http://media.example/ü b.mp4"})
    answer = student.get(VIDEO, status=302)
    assert answer.location == "https://media.example/%C3%BC%20b.mp4"
    assert answer.headers["Cache-Control"] == KEPT
    assert "media.example" not in visit.get(VIDEO, status=403)


@pytest.mark.parametrize(
    "video",
    [{}, {"url": "javascript:alert(1)"}, {"media": "../../x.mp4"}, {"media": f"{'a' * 64}.bin"},
     {"url": "https://longwave.example/courses/tides/4/video.mp4"}],
)  # fmt: skip
def test_a_lecture_without_a_video_says_so(student: Visit, video: dict[str, Any]) -> None:
    change(4, video=video)
    assert "This lecture has no video." in student.get(VIDEO, status=404)


@pytest.mark.parametrize(
    ("address", "what"), [(VIDEO, "The video of this lecture"), (SHEET, "This file")]
)
def test_a_file_that_is_gone_from_the_storage(student: Visit, address: str, what: str) -> None:
    nothing = f"{'0' * 64}.mp4"
    change(4, video=Enclosure(media=nothing).to_mongo())
    Lecture.collection().update_one({"key": 4}, {"$set": {"downloads.0.media": nothing}})
    assert f"{what} is missing here just now." in student.get(address, status=404)


@pytest.mark.parametrize("address", DOORS)
def test_what_it_asks(student: Visit, queries: Queries, address: str) -> None:
    student.get(address)
    with queries() as asked:
        student.get(address)
    assert asked.names == ["find courses", "find accounts", "find enrolments", "find lectures"]
