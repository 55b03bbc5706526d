"""Every address of the site, grouped by feature."""

from pyramid.config import Configurator


def includeme(config: Configurator) -> None:
    """One name, one address; an episode's key and slug never hold a slash."""
    config.add_route("home", "/")

    config.add_route("episodes.index", "/episodes")
    config.add_route("episodes.chapters", "/episodes/{podcast}/{key}/chapters.json")
    config.add_route(
        "episodes.audio",  # every ending of ``media.TYPES``
        "/episodes/{podcast}/{key}/{slug}.{ending:mp3|m4[abv]|mp4|aac|og[ag]|opus|flac|wav|webm|mov}",
    )
    config.add_route("episodes.show", "/episodes/{podcast}/{key}/{slug}")
    config.add_route("episodes.bare", "/episodes/{podcast}/{key}")

    config.add_route("podcasts.index", "/podcasts")
    config.add_route("podcasts.show", "/podcasts/{podcast}")
    config.add_route("podcasts.feed", "/podcasts/{podcast}/feed.xml")

    config.add_route("people.index", "/people")
    config.add_route("people.show", "/people/{slug}")

    config.add_route("topics.index", "/topics")
    config.add_route("topics.show", "/topics/{slug}")

    config.add_route("pictures.drawing", "/pictures/{name}.svg")
    config.add_route("pictures.large_drawing", "/pictures/{name}.png")
    config.add_route("pictures.show", "/pictures/{hash}/{width}.{ending}")

    config.add_route("machines.sitemap", "/sitemap.xml")
    config.add_route("machines.robots", "/robots.txt")
    config.add_route("machines.favicon", "/favicon.ico")
    config.add_route("machines.touch_icon", "/apple-touch-icon.png")

    config.add_route("health.healthz", "/healthz")
    config.add_route("health.readyz", "/readyz")
    config.add_route("metrics", "/metrics")
