"""Files from a browser without script, in one piece, beside a form that is not saved yet."""

from typing import Any

from pyramid.request import Request

from talkpython_site.documents import Upload
from talkpython_site.documents.upload import REFUSED
from talkpython_site.form_actions import ActionError, sent_file
from talkpython_site.upload_purposes import AUDIO, Purpose
from talkpython_site.uploads import UploadError, too_large

TAKEN_AWAY = "Taken away. Nothing is saved yet: save the form."
LARGER = "With script in your browser, larger ones are sent in pieces."


def kept(request: Request, field: str, purpose: Purpose = AUDIO) -> Upload:
    """The file of a field of the browser's own. Raises ``ActionError``."""
    sent, most = sent_file(request, field), request.site.uploads_plain_bytes
    if sent.size_bytes > most:
        raise ActionError(f"{too_large(sent.size_bytes, most)} {LARGER}", 413)
    uploads, account = request.registry.uploads, request.signed_in.account_id
    try:
        with sent.open() as file:
            begun = uploads.begin(account, sent.name, sent.size_bytes, request.now, purpose)
            found: Upload = uploads.take(begun, file, request.now)
    except UploadError as error:
        raise ActionError(str(error), error.status) from error
    if found.state == REFUSED:
        raise ActionError(found.problem or "")
    return found


def put_length(form: Any, length: str, before: list[str]) -> str:
    """The length of a new file in the place of one that nobody typed; what is said of the other."""
    there = (form.duration.data or "").strip()
    if not there or there in before:
        form.duration.data = length
        return f" It is {length} long: {there} stood there." if there not in ("", length) else ""
    return f" It is {length} long, and {there} is typed." if there != length else ""
