"""Mails: what they say, where their links lead, and how they go out."""

from pyramid.config import Configurator

from talkpython_site.mail.composing import Composer
from talkpython_site.mail.outbox import Outbox


def includeme(config: Configurator) -> None:
    registry = config.registry
    registry.composer = Composer(registry)
    registry.outbox = Outbox(registry.site, registry.composer)
