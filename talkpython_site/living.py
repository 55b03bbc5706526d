"""What lives beside the requests: the database connection, the catalogue's thread, housekeeping."""

import logging
from collections.abc import Callable

from pymongo.errors import PyMongoError
from pyramid.config import Configurator

from talkpython_site.catalogue import Catalogue
from talkpython_site.database import Database
from talkpython_site.housekeeping import Housekeeping
from talkpython_site.sample.starting import load_where_empty
from talkpython_site.settings import Settings

log = logging.getLogger(__name__)


class Living:
    """Started once a process is configured, stopped before it ends."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.database = Database(settings)
        self.catalogue = Catalogue(
            settings.site_zone,
            settings.catalogue_reload_seconds or (3600 if self.database.is_embedded else 600),
            self.database.prepare,
        )
        self.housekeeping = Housekeeping()

    def start(self, progress: Callable[[str], None]) -> None:
        """Be ready, or serve "away" pages until the database comes.

        Raises ``EmbeddedError`` or ``DatabaseError`` where waiting would not help.
        """
        self.database.connect(progress)
        try:
            self.database.prepare()
            load_where_empty(self._settings, progress)
            self.catalogue.load()
        except PyMongoError as error:
            log.warning("started without a database: %s", error)
        self.catalogue.start()
        self.housekeeping.start()

    def stop(self) -> None:
        self.housekeeping.stop()
        self.catalogue.stop()
        self.database.disconnect()


def includeme(config: Configurator) -> None:
    config.registry.living = Living(config.registry.site)
    config.registry.catalogue = config.registry.living.catalogue
