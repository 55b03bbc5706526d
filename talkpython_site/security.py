"""Who may do what: asked by Pyramid before every view. Forms: a token for each browser."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from pyramid.config import Configurator
from pyramid.csrf import CookieCSRFStoragePolicy, get_csrf_token
from pyramid.exceptions import ConfigurationError
from pyramid.request import Request
from pyramid.response import Response
from pyramid.security import Allowed, Denied
from pyramid.viewderivers import INGRESS, csrf_view

from talkpython_site.cookies import cookie_name, is_secure
from talkpython_site.documents.roles import ADMIN, edited
from talkpython_site.settings import Settings
from talkpython_site.sign_ins import SignedIn

View = Callable[[Any, Request], Response]
CSRF_COOKIE = "csrf"


class Permission(StrEnum):
    """``area:resource:action``; every view says which one it takes."""

    SITE_READ = "site:pages:read"
    ACCOUNT_OPEN = "account:door:use"
    ACCOUNT_OWN = "account:own:change"
    ADMIN_READ = "admin:overview:read"
    EPISODES_READ = "admin:episodes:read"
    EPISODES_CHANGE = "admin:episodes:change"
    PODCASTS_READ = "admin:podcasts:read"
    PODCASTS_CHANGE = "admin:podcasts:change"
    PODCASTS_MAKE = "admin:podcasts:make"
    COURSES_READ = "admin:courses:read"
    COURSES_CHANGE = "admin:courses:change"
    INTERVIEWS_READ = "admin:interviews:read"
    INTERVIEWS_CHANGE = "admin:interviews:change"
    NAMES_READ = "admin:names:read"
    NAMES_CHANGE = "admin:names:change"
    REDIRECTS_READ = "admin:redirects:read"
    REDIRECTS_CHANGE = "admin:redirects:change"
    ACCOUNTS_READ = "admin:accounts:read"
    ACCOUNTS_CHANGE = "admin:accounts:change"
    AUDIT_READ = "admin:audit:read"
    MAILS_READ = "admin:mails:read"
    MAILS_CHANGE = "admin:mails:change"
    DEV_READ = "dev:mails:read"


# Each has what those before it have.
EVERYBODY = frozenset({Permission.SITE_READ, Permission.ACCOUNT_OPEN, Permission.DEV_READ})
SIGNED_IN = EVERYBODY | {Permission.ACCOUNT_OWN}
# Of what they edit: ``editing.py`` asks for each thing.
EDITORS = SIGNED_IN | {
    Permission.ADMIN_READ, Permission.EPISODES_READ, Permission.EPISODES_CHANGE,
    Permission.NAMES_READ,
    Permission.PODCASTS_READ, Permission.PODCASTS_CHANGE,
}  # fmt: skip
ADMINS = frozenset(Permission)


def permissions_of(who: SignedIn | None, site: Settings) -> frozenset[Permission]:
    """What somebody may do; admins have no role before the second factor that is demanded."""
    if who is None:
        return EVERYBODY
    if lacks_second_factor(who, site):
        return SIGNED_IN
    if ADMIN in who.roles:
        return ADMINS
    return EDITORS if any(map(edited, who.roles)) else SIGNED_IN


def lacks_second_factor(who: SignedIn, site: Settings) -> bool:
    """Whether an admin must set one up before anything else."""
    is_demanded = site.accounts_demand_second_factor and ADMIN in who.roles
    return is_demanded and not who.has_second_factor


class SecurityPolicy:
    """Pyramid's ``ISecurityPolicy`` over the sign-in that the request's cookie names."""

    def identity(self, request: Request) -> SignedIn | None:
        who: SignedIn | None = request.signed_in
        return who

    def authenticated_userid(self, request: Request) -> str | None:
        return str(request.signed_in.account_id) if request.signed_in else None

    def permits(self, request: Request, _context: Any, permission: str) -> Allowed | Denied:
        """What everybody may is answered without asking who it is."""
        if permission in EVERYBODY:
            return Allowed("everybody may")
        if permission in permissions_of(request.signed_in, request.site):
            return Allowed("%s may", request.signed_in.account_id)
        return Denied("%s is not among their permissions", permission)

    def remember(self, _request: Request, _userid: str, **_options: Any) -> list[tuple[str, str]]:
        """Sign-ins are begun by ``sign_ins.remember``."""
        return []

    def forget(self, _request: Request, **_options: Any) -> list[tuple[str, str]]:
        """Sign-ins are ended by ``sign_ins.sign_out``."""
        return []


def sees_admin(request: Request) -> bool:
    """Whether the header leads to the admin pages, for some by way of the second factor."""
    who = request.signed_in
    return bool(who) and (
        ADMIN in who.roles or Permission.ADMIN_READ in permissions_of(who, request.site)
    )


def sign_in_address(request: Request) -> str | None:
    """The header's link to sign in and come back; None on the pages of the account itself.

    It leads home from what is only ever posted to, from where nothing is, and from an address that
    is secret.
    """
    route = getattr(request, "matched_route", None)
    if request.signed_in or (route and route.name.startswith("account.")):
        return None
    is_named = request.method == "GET" or "of" in request.GET  # of what a button was pressed
    back = request.path_qs if is_named else request.path
    is_page = route and "GET" in request.registry.methods.of(route.name)
    if not is_page or request.is_secret:
        back = request.route_path("home")
    return str(request.route_path("account.sign_in", _query={"next": back}))


def demanding(view: View, info: Any) -> View:
    """The view deriver by which the site does not start with a view that names no permission."""
    if not info.exception_only and info.options.get("permission") not in set(Permission):
        raise ConfigurationError(f"{info.original_view} names no permission")
    return view


def is_own_origin(request: Request) -> bool:
    """Whether a form was sent from a page of this site (RFC 6454, 7)."""
    origin = request.headers.get("Origin", "")
    return urlsplit(origin).netloc in {request.host, urlsplit(request.site.site_url).netloc}


def includeme(config: Configurator) -> None:
    site: Settings = config.registry.site
    config.set_security_policy(SecurityPolicy())
    config.set_csrf_storage_policy(
        CookieCSRFStoragePolicy(
            cookie_name(site, CSRF_COOKIE), secure=is_secure(site), httponly=True
        )
    )
    config.add_settings({"pyramid.csrf_trusted_origins": [urlsplit(site.site_url).netloc]})
    config.set_default_csrf_options(require_csrf=True)
    config.add_request_method(get_csrf_token, "csrf_token", property=True)
    config.add_request_method(sees_admin, reify=True)
    config.add_request_method(sign_in_address, reify=True)
    config.add_view_deriver(demanding, under=INGRESS, over="secured_view")
    # Before anybody is asked to sign in: what they sent is only kept for them if it was theirs.
    config.add_view_deriver(csrf_view, "csrf_view", under="demanding", over="secured_view")
