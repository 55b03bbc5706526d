"""What lives beside the requests: the database connection, the catalogue's thread, housekeeping."""

import logging
from collections.abc import Callable
from datetime import datetime

from pymongo.errors import PyMongoError
from pyramid.config import Configurator
from pyramid.events import NewResponse

from talkpython_site import pages, picture_tidying, upload_tidying
from talkpython_site.catalogue import Catalogue
from talkpython_site.database import Database
from talkpython_site.housekeeping import Housekeeping
from talkpython_site.sample.starting import load_where_empty
from talkpython_site.settings import Settings

log = logging.getLogger(__name__)


class Living:
    """Started once a process is configured, stopped before it ends."""

    def __init__(
        self,
        settings: Settings,
        send_next: Callable[[], bool],
        tidy_files: Callable[[datetime], None],
    ) -> None:
        self._settings = settings
        self.database = Database(settings)
        self.catalogue = Catalogue(
            settings.site_zone,
            settings.catalogue_reload_seconds or (3600 if self.database.is_embedded else 600),
            self.database.prepare,
        )
        self.housekeeping = Housekeeping(send_next, tidy_files)

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


def wake_housekeeping(event: NewResponse) -> None:
    """What a form was for may have written a mail: nobody should wait for the next round."""
    if event.request.method == "POST":
        event.request.registry.living.housekeeping.wake()


def includeme(config: Configurator) -> None:
    registry = config.registry

    def tidy_files(now: datetime) -> None:
        upload_tidying.tidy(registry.uploads, now)
        picture_tidying.tidy(registry.pictures, registry.site.var / pages.FOLDER, now)

    registry.living = Living(registry.site, registry.outbox.send_next, tidy_files)
    registry.catalogue = registry.living.catalogue
    config.add_subscriber(wake_housekeeping, NewResponse)
