"""What the pages of a course tell in their head; of closed lectures nothing but the title."""

from typing import Any

from pyramid.request import Request

from talkpython_site import headline, json_ld, wording
from talkpython_site.course_listing import Headline
from talkpython_site.course_outline import ways
from talkpython_site.course_reading import Entry, Visited
from talkpython_site.head import Head, absolute, picture, trail
from talkpython_site.lecture_reading import Reading
from talkpython_site.markdown import plain_text


def of_course(request: Request, found: Visited, course: Headline) -> Head:
    pitch = plain_text(found.outline.words["description_html"] or "")
    described = course.subtitle or wording.excerpt(pitch) or course.title
    block = json_ld.block(course_block(request, found, course, described))
    return Head(
        title=f"{course.title} · {request.site.site_name}",
        description=described,
        canonical=absolute(request, course.address),
        is_indexed=not found.is_taken_down,
        picture=picture(request, found.card),
        blocks=(block, trail(request, *way_to(request, found))),
    )


def of_lecture(request: Request, found: Visited, entry: Entry, reading: Reading | None) -> Head:
    """A lecture that is open to everybody is found by search engines, all others are not."""
    card, address = found.card, ways(request, found)(entry)
    is_public = entry.is_preview and not found.is_taken_down
    opening = reading.opening if reading and is_public else ""
    plain = f"A lecture of the course {card.title} on {request.site.site_name}."
    return Head(
        title=f"{entry.title} · {card.title} · {request.site.site_name}",
        description=opening or plain,
        canonical=absolute(request, address),
        kind="article",
        is_indexed=is_public,
        picture=picture(request, card),
        blocks=(trail(request, *way_to(request, found), (entry.title, address)),),
    )


def way_to(request: Request, found: Visited) -> tuple[tuple[str, str], tuple[str, str]]:
    """The steps from the home page to a course."""
    address = request.route_path("courses.show", course=found.card.slug)
    return ("Courses", request.route_path("courses.index")), (found.card.title, address)


def course_block(
    request: Request, found: Visited, course: Headline, described: str
) -> dict[str, Any]:
    """A ``Course`` with what search engines ask of one: provider, offer, workload."""
    card, site = found.card, request.site
    is_offered = card.is_free and card.lecture_count > 0
    return {
        "@type": "Course", "name": course.title, "description": described,
        "url": absolute(request, course.address), "image": picture(request, card).address,
        "inLanguage": course.language, "educationalLevel": course.level,
        "about": [name for name, _address in course.topics],
        "teaches": list(found.outline.words["outcomes"] or ()),
        "provider": {
            "@type": "Organization", "name": site.site_name, "url": request.site_url("home"),
        },
        "author": json_ld.persons(headline.named(request, course.faces)),
        "isAccessibleForFree": is_offered or None,
        "offers": {"@type": "Offer", "category": "Free"} if is_offered else None,
        "hasCourseInstance": instance(request, card.duration_seconds, course),
    }  # fmt: skip


def instance(request: Request, seconds: int, course: Headline) -> dict[str, Any] | None:
    """How it is taught; None where nothing is known of its length."""
    if not seconds:
        return None
    return {
        "@type": "CourseInstance", "courseMode": "online",
        "courseWorkload": wording.iso_length(seconds),
        "instructor": json_ld.persons(headline.named(request, course.faces)),
    }  # fmt: skip
