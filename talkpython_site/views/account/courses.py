"""The courses that somebody is enrolled in, what is done of them, and where to go on."""

from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from talkpython_site.own_courses import own_courses
from talkpython_site.security import Permission


@view_config(
    route_name="account.courses", renderer="account/courses.pt", permission=Permission.ACCOUNT_OWN
)
def index(request: Request) -> dict[str, Any]:
    return {"own": own_courses(request)}
