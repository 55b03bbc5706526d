"""Files sent in pieces, as tus 1.0 has it, and what lies on the disk meanwhile."""

from base64 import b64encode
from pathlib import Path
from typing import Any

from talkpython_site.documents import Account, Podcast
from talkpython_site.documents.roles import editor_role
from tests.conftest import Visit
from tests.episode_forms import ORIGIN
from tests.factories import make_account
from tests.visitors import token_of

UPLOADS = "/admin/uploads"
PIECE = "application/offset+octet-stream"


def tus(
    visit: Visit, method: str, address: str, status: int, body: bytes = b"", **named: str
) -> Any:
    """What the site answers; ``Upload_Offset`` is the header Upload-Offset."""
    headers = {**ORIGIN, "Tus-Resumable": "1.0.0", "X-CSRF-Token": token_of(visit)}
    headers |= {name.replace("_", "-"): value for name, value in named.items()}
    ask = getattr(visit, method.lower())
    if method in {"POST", "PATCH"}:
        headers.setdefault("Content-Type", PIECE)
        return ask(address, body, headers=headers, status=status)
    return ask(address, headers=headers, status=status)


def begun(
    visit: Visit, size: int, name: str = "tides.mp3", status: int = 201, purpose: str = ""
) -> str:
    """The address of a new upload."""
    said = {"filename": name, "filetype": "audio", **({"purpose": purpose} if purpose else {})}
    metadata = ",".join(f"{key} {b64encode(text.encode()).decode()}" for key, text in said.items())
    answer = tus(visit, "POST", UPLOADS, status, Upload_Length=str(size), Upload_Metadata=metadata)
    return str(answer.headers.get("Location", "")).removeprefix("https://longwave.example")


def sent(visit: Visit, address: str, offset: int, piece: bytes, status: int = 204) -> Any:
    named = {"Upload_Offset": str(offset), "Content_Type": PIECE}
    return tus(visit, "PATCH", address, status, piece, **named)


def told(visit: Visit, address: str, status: int = 200) -> Any:
    """What the page is told of it."""
    return tus(visit, "GET", address, status).json


def uploaded(visit: Visit, content: bytes, name: str = "tides.mp3", purpose: str = "") -> Any:
    """What is known of a file that was sent in one piece."""
    address = begun(visit, len(content), name, purpose=purpose)
    if content:
        sent(visit, address, 0, content)
    return told(visit, address)


def lying(app: Any, address: str) -> Path:
    """Where its bytes lie."""
    folder: Path = app.registry.uploads.folder
    return folder / address.rpartition("/")[2]


def editor_account(show: Podcast, **changes: Any) -> Account:
    return make_account(roles=[editor_role("podcast", show.id)], **changes)
