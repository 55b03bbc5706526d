"""A server-rendered website for people who make podcasts and courses."""

import os
import warnings
from collections.abc import Callable
from typing import Any

# Pyramid 2.1 imports it; nobody who runs a site can do anything about that.
warnings.filterwarnings("ignore", "pkg_resources is deprecated", UserWarning)

from pyramid.config import Configurator  # noqa: E402 - after the filter

from talkpython_site.settings import Settings, SettingsError, load  # noqa: E402 - after the filter

# Modules with an ``includeme``, in the order in which they start.
PARTS = (
    "logs", "assets", "rendering", "visits", "signing", "passwords", "sign_ins", "security",
    "resuming", "course_access", "outline_copies", "lecture_places", "done", "navigation", "pages",
    "headers", "refusals", "caching", "metrics", "pictures", "media", "uploads", "mail", "routes",
)  # fmt: skip


def main(_global_config: dict[str, str], **ini: str) -> Callable[..., Any]:
    """The WSGI application, from an ini file and the environment.

    A setting that is refused ends the process with its sentence.
    """
    try:
        return make_app(load(ini, os.environ))
    except SettingsError as error:
        raise SystemExit(f"Error: {error}") from error


def make_app(
    settings: Settings, progress: Callable[[str], None] = lambda _line: None
) -> Callable[..., Any]:
    """The WSGI application, with templates compiled and all that lives beside it started.

    ``progress`` is told what takes long.
    Raises ``SettingsError``, ``EmbeddedError`` or ``DatabaseError``, each a sentence for people.
    """
    config = configure(settings)
    app = config.make_wsgi_app()
    config.registry.templates.warm(progress)
    config.registry.living.start(progress)
    served: Any = config.registry.assets.serve(app)
    served.registry = config.registry
    return served


def configure(settings: Settings) -> Configurator:
    """What the site is made of, in the order in which it starts."""
    with Configurator() as config:
        config.registry.site = settings
        for part in PARTS:
            config.include(f"talkpython_site.{part}")
        config.scan("talkpython_site.views")
        config.include("talkpython_site.living")
    return config
