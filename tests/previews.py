"""Preview links, as editors make them."""

import re
from typing import Any

from talkpython_site.documents import COMMAND_LINE
from talkpython_site.documents.previewed import Previewed
from talkpython_site.previews import token_of
from talkpython_site.sign_ins import hash_of
from tests.conftest import Visit
from tests.editors import now_of
from tests.visitors import send

SITE = "https://longwave.example"
BELOW = ("", "/audio.mp3", "/chapters.json", "/item.xml")
COUNTER = iter(range(10_000))


def press(browser: Visit, made: Previewed, word: str, status: Any = 303, /, **fields: Any) -> Any:
    """Press a button of the section beside the form, as it stands there now."""
    shown = (now_of(made).preview_hash or "")[:16]
    sent = {"do": word, "link": shown, **fields}
    return send(browser, f"/admin/{made.card_kind}s/{made.id}/preview", sent, status=status)


def shared(browser: Visit, made: Previewed) -> str:
    """The path of a new link, as an editor copies it."""
    page = press(browser, made, "begin").follow()
    address: str = page.html.select_one("#preview-address").text
    assert re.fullmatch(rf"{SITE}/preview/[0-9a-f]{{32}}", address)
    return address.removeprefix(SITE)


def linked(app: Any, made: Previewed) -> str:
    """The path of a new link that was made by a command."""
    salt = f"salt-{next(COUNTER)}"
    token = token_of(app.registry.signer, made.card_key, salt)
    now_of(made).begin_preview(salt, hash_of(token), COMMAND_LINE)
    return f"/preview/{token}"
