"""Cookies: the few there are, all of them out of reach of scripts and of other hosts."""

from pyramid.request import Request
from pyramid.response import Response

from talkpython_site.settings import Settings


def cookie_name(site: Settings, name: str) -> str:
    """With the prefix by which browsers refuse what another host or plain http has set."""
    return f"__Host-{name}" if is_secure(site) else name


def is_secure(site: Settings) -> bool:
    return site.site_url.startswith("https://")


def read_cookie(request: Request, name: str) -> str:
    """What a browser sent of it; "" for nothing."""
    return str(request.cookies.get(cookie_name(request.site, name), ""))


def send_cookie(request: Request, name: str, value: str, seconds: int | None) -> None:
    """Set it on whatever answers this request, for so long or until the browser is closed."""

    def set_cookie(request: Request, response: Response) -> None:
        response.set_cookie(
            cookie_name(request.site, name),
            value,
            max_age=seconds,
            secure=is_secure(request.site),
            httponly=True,
            samesite="Lax",
            overwrite=True,  # one that was cleared on the way is the new one's now
        )
        response.headers["Cache-Control"] = "private, no-store"

    request.add_response_callback(set_cookie)


def clear_cookie(request: Request, name: str) -> None:
    send_cookie(request, name, "", 0)
