"""The floor: a bare application behind the site's server reads the stamp and gives the same bytes.

``python -m benchmarks.floor PORT FOLDER`` serves each file of the folder under its name.
"""

import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from os import environ
from pathlib import Path
from typing import Any

from talkpython_site.database import Database
from talkpython_site.documents.stamp import read_stamp
from talkpython_site.serving import Server
from talkpython_site.settings import load


def main() -> None:
    port, folder = int(sys.argv[1]), Path(sys.argv[2])
    settings = load({}, environ)
    Database(settings).connect()
    pages = {f"/{path.name}": path.read_bytes() for path in folder.iterdir()}

    def app(asked: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        read_stamp()
        if "HTTP_IF_NONE_MATCH" in asked:
            start("304 Not Modified", [("ETag", asked["HTTP_IF_NONE_MATCH"])])
            return [b""]
        page = pages.get(asked["PATH_INFO"], b"")
        headers = [("Content-Type", "text/html"), ("Content-Length", str(len(page)))]
        start("200 OK", headers)
        return [page]

    Server(app, replace(settings, server_port=port)).run()


if __name__ == "__main__":
    main()
