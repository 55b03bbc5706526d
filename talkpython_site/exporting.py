"""All that the site knows of somebody, as they get it."""

import json
from datetime import datetime
from typing import Any

from bson import ObjectId

from talkpython_site.documents import PERSONAL


def exported(account_id: ObjectId, site_url: str, now: datetime) -> dict[str, Any]:
    """What is stored of an account by collection, without hashes, secrets and tokens."""
    found = {each.collection().name: each.exported(account_id) for each in PERSONAL}
    readable = {name: [with_id(entry) for entry in entries] for name, entries in found.items()}
    return {"site": site_url, "exported_at": now.isoformat(timespec="seconds"), **readable}


def with_id(entry: dict[str, Any]) -> dict[str, Any]:
    return {"id" if key == "_id" else key: value for key, value in entry.items()}


def as_json(export: dict[str, Any]) -> str:
    """Set for reading; what only newer code writes may be of any type."""
    return json.dumps(export, ensure_ascii=False, indent=2, default=str) + "\n"
