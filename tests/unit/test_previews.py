"""What is behind a preview link, made as far as it is asked for."""

from talkpython_site.catalogue import Public
from talkpython_site.catalogue.cards import EpisodeCard, PodcastCard
from talkpython_site.documents import Status
from talkpython_site.previews import Preview
from tests.cards import BERLIN, NOW, episode, podcast, snapshot


def test_what_is_public_is_derived_once_it_is_asked_for() -> None:
    show = podcast()
    card, derived = EpisodeCard.from_stored(episode(show)), list[Public]()

    def derive() -> Public:
        derived.append(Public(snapshot(show), NOW, BERLIN))
        return derived[-1]

    status, out = Status.DRAFT, PodcastCard.from_stored(show)
    preview = Preview("0" * 32, {}, card, out, status, NOW, derive)
    assert derived == []
    assert preview.public is preview.public is derived[0]
    assert len(derived) == 1
