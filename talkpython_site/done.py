"""One line that says what was done, signed into the address of the page that shows it."""

from urllib.parse import urlencode, urlsplit, urlunsplit

from bson import ObjectId
from pyramid.config import Configurator
from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request

from talkpython_site.signing import LinkError

PARAMETER = PURPOSE = "done"
SECONDS = 60
MOST = 2  # a code that is used up, and what it was used for
OF_KINDS = {  # of an episode, a course, an interview
    "published": "The {} is published.",
    "scheduled": "The {} is scheduled: nobody sees it before.",
    "called-off": "The {} is a draft again.",
    "unpublished": "The {} is taken down. Its address says why.",
    "binned": "The {} lies in the bin for 30 days.",
    "restored": "The {} is taken out of the bin.",
    "saved-published": "Saved and published.",
    "saved-scheduled": "Saved and scheduled: nobody sees it before.",
    "saved-called-off": "Saved: the {} is a draft again.",
    "saved-unpublished": "Saved and taken down. Its address says why.",
    "saved-binned": "Saved: the {} lies in the bin for 30 days.",
    "saved-restored": "Saved, and taken out of the bin.",
    "preview-begun": "The preview link is made: whoever has it sees the {}.",
    "preview-ended": "The preview link is ended: it shows nothing any more.",
    "preview-changed": "Somebody changed the preview link or the {} meanwhile. Look again.",
}
MOVED = ("episode", "course", "interview")
SENTENCES = {
    "registered": "Welcome. A mail is on its way: it holds the link that confirms your address.",
    "name": "Your name is saved.",
    "email": "A mail is on its way to the new address: it holds the link that confirms it.",
    "email-kept": "Your address stays as it is.",
    "confirmation": "A mail is on its way to you.",
    "confirmed": "Your address is confirmed.",
    "password": "Your password is changed, and other browsers are signed out.",
    "second-factor": "The second factor is on.",
    "second-factor-off": "The second factor is off.",
    "sign-ins": "The other sign-ins are ended.",
    "sign-in": "That sign-in is ended.",
    "locked": "The account is locked, and signed out everywhere.",
    "unlocked": "The account is unlocked.",
    "ended": "Every sign-in of this account is ended.",
    "admin": "This account is an admin now. It was signed out.",
    "no-admin": "This account is no admin any more. It was signed out.",
    "editor": "This account is an editor now. It was signed out.",
    "no-editor": "The role is taken away. The account was signed out.",
    "as-it-was": "Nothing was changed: it was so already.",
    "mail": "The mail is on its way again.",
    "episode-begun": "The episode is made, as a draft: only its editors see it.",
    "episode-saved": "The episode is saved.",
    "episode-live": "The episode is saved, and live.",
    "with-theirs": "What {} changed meanwhile is in it, too.",
    "with-others": "What others changed meanwhile is in it, too.",
    "made-already": "That was saved already: here it is.",
    "thrown-away": "What was not saved is thrown away.",
    "podcast-begun": "The podcast is made.",
    "podcast-saved": "The podcast is saved.",
    "podcast-live": "The podcast is saved, and live.",
    "podcast-brought-back": "The podcast says what it said then. What it said before stays.",
    "course-begun": "The course is made, as a draft: only admins see it.",
    "course-saved": "The course is saved.",
    "course-live": "The course is saved, and live.",
    "course-unseen": "{} not shown until filled in.",
    "course-brought-back": "The course says what it said then. What it said before stays.",
    "interview-begun": "The interview is made, as a draft: only admins see it.",
    "interview-saved": "The interview is saved.",
    "interview-live": "The interview is saved, and live.",
    "interview-brought-back": "The interview says what it said then. What it said before stays.",
    "lecture-saved": "The lecture is saved.",
    "lecture-live": "The lecture is saved, and live.",
    "lecture-brought-back": "The lecture says what it said then. What it said before stays.",
    "brought-back": "The episode says what it said then. What it said before is a revision too.",
    "name-saved": "It is saved, and live.",
    "name-merged": "The two are one now: everything of both stands here.",
    "name-parted": "They are two again: each stands for itself.",
    "name-back": "It says what it said then. What it said before is a revision too.",
    "redirect-added": "The old address leads on from now.",
    "redirect-removed": "The old address leads nowhere any more.",
    "granted": "{} may join the course from now on.",
    "granted-some": "{} may join the course from now on. {} had an invitation already.",
    "granted-none": "Nothing was changed: {1} had an invitation already.",
    "grant-removed": "The invitation is taken back.",
    "letter": "The letter is on its way.",
    "enrolled": "You are enrolled: every lecture is open to you.",
    "left": "You have left the course. What you have done is kept.",
    "certified-anew": "The certificate is issued anew. The one before says that it was replaced.",
    "recovery-code": "That recovery code is used up. Your account says how many are left.",
    "taken-back": "Your account is yours again, as it was.",
    **{f"{kind}-{word}": told.format(kind) for kind in MOVED for word, told in OF_KINDS.items()},
}
WAYS = {
    f"{kind}-{word}": (f"admin.{kind}s_binned", "See the bin")
    for kind in MOVED
    for word in ("binned", "saved-binned")
}


def done(request: Request) -> str | None:
    """What was done to this account, in order; whatever nobody signed says nothing."""
    return " ".join(SENTENCES[word].format(*counts) for word, *counts in told(request)) or None


def done_way(request: Request) -> tuple[str, str] | None:
    """Where that leads to: an address and its words."""
    found = next((WAYS[word] for word, *_counts in told(request) if word in WAYS), None)
    return (request.route_path(found[0]), found[1]) if found else None


def told(request: Request) -> list[list[str]]:
    """The words, each with the counts that its sentence has."""
    tokens = request.GET.getall(PARAMETER) if request.environ.get("QUERY_STRING") else []
    found = [signed(request, token) for token in tokens[:MOST]]
    return [each for each in found if each and each[0] in SENTENCES]


def signed(request: Request, token: str) -> list[str]:
    """The word that was signed for who asks, and its counts; [] where none was."""
    try:
        word, account_id, *counts = request.registry.signer.read(PURPOSE, token, SECONDS)
    except LinkError:
        return []
    who = request.signed_in
    return [word, *counts] if who and account_id == str(who.account_id) else []


def see(
    request: Request, route_name: str, word: str, *counts: str, **elements: str
) -> HTTPSeeOther:
    """Go on to a page, which says what was done to who is signed in."""
    address = request.route_path(route_name, **elements)
    return HTTPSeeOther(onward(request, address, word, request.signed_in.account_id, *counts))


def onward(request: Request, address: str, word: str, account_id: ObjectId, *counts: str) -> str:
    """An address of this site, whose page then says what was done: to this account alone.

    Signed: else anybody could send somebody a link to a page that says their second factor is off.
    """
    token = request.registry.signer.sign(PURPOSE, [word, str(account_id), *counts])
    parts = urlsplit(address)
    query = "&".join(part for part in (parts.query, urlencode({PARAMETER: token})) if part)
    return urlunsplit(parts._replace(query=query))


def includeme(config: Configurator) -> None:
    config.add_request_method(done, reify=True)
    config.add_request_method(done_way, reify=True)
