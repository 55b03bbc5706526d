"""Forms of episodes that are sent at one moment."""

from talkpython_site.documents import Account, Episode, Person, utc_now
from talkpython_site.documents.roles import editor_role
from tests.conftest import Visit, watch
from tests.episode_forms import NEW, address_of, editor, editor_of, form_at, sent, stored
from tests.factories import make_episode, make_person, make_podcast
from tests.interleaving import Meanwhile
from tests.visitors import led_to


def test_two_clicks_at_one_moment_make_one(visit: Visit) -> None:
    form = form_at(editor(visit, make_podcast()), NEW)
    click = Meanwhile(lambda: sent(form, title="Once"), before="insert episodes")
    with watch.accompanied(click):
        assert led_to(sent(form, title="Once"))[1] == "The episode is saved."
    (made,) = Episode.objects
    assert (made.title, made.revision) == ("Once", 0)


def test_two_new_ones_at_one_moment_have_keys_of_their_own(visit: Visit) -> None:
    podcast = make_podcast()
    one, other = (form_at(editor(visit, podcast), NEW) for _ in range(2))
    faster = Meanwhile(lambda: sent(other, title="Other"), before="insert episodes")
    with watch.accompanied(faster):
        sent(one, title="One", season="4")
    keys = {episode.title: episode.key for episode in Episode.objects}
    assert keys == {"Other": "1", "One": "s4e1"}


def test_two_clicks_at_one_moment_save_once(visit: Visit) -> None:
    episode = make_episode(state="draft")
    form = form_at(editor_of(visit, episode), address_of(episode))
    click = Meanwhile(lambda: sent(form, title="Once"), before="update episodes")
    with watch.accompanied(click):
        assert led_to(sent(form, title="Once"))[1] == "The episode is saved."
    assert stored(episode)["revision"] == 1


def test_two_who_save_at_one_moment_both_do(visit: Visit) -> None:
    episode = make_episode(state="draft", title="Base")
    mine, theirs = (form_at(editor_of(visit, episode), address_of(episode)) for _ in range(2))
    faster = Meanwhile(lambda: sent(theirs, title="Theirs"), before="update episodes")
    with watch.accompanied(faster):
        sent(mine, summary="Mine")
    now = stored(episode)
    assert (now["title"], now["summary"], now["revision"]) == ("Theirs", "Mine", 2)


def test_an_episode_that_is_purged_meanwhile_is_gone(visit: Visit) -> None:
    episode = make_episode(state="draft")
    form = form_at(editor_of(visit, episode), address_of(episode))
    purge = Meanwhile(Episode.objects(id=episode.id).delete, before="update episodes")
    with watch.accompanied(purge):
        sent(form, 404, title="Too late")


def test_somebody_who_is_made_meanwhile_is_found(visit: Visit) -> None:
    episode = make_episode(state="draft")
    form = form_at(editor_of(visit, episode), address_of(episode))

    def make_berit() -> None:
        make_person("Berit Aas")

    with watch.accompanied(Meanwhile(make_berit, before="insert people")):
        sent(form, people="Berit Aas, guest")
    assert Episode.objects.get(id=episode.id).people[0].person == Person.objects.get().id


def test_two_of_one_name_in_addresses_are_told_apart(visit: Visit) -> None:
    make_person("Ångström", key="somebody else", slug="angstrom", created_at=utc_now())
    form = form_at(editor(visit, make_podcast()), NEW)
    sent(form, title="Units", people="Angstrom")
    assert Person.objects.get(key="angstrom").slug == "angstrom-2"


def test_who_may_no_longer_changes_nothing_by_an_old_form(visit: Visit) -> None:
    mine, other = make_podcast("Mine"), make_podcast("Other")
    form = form_at(editor(visit, mine, email="berit@example.org"), NEW)
    sent(form, title="Once")
    moved = {"$set": {"roles": [editor_role("podcast", other.id)]}}
    Account.collection().update_one({"email": "berit@example.org"}, moved)
    sent(form, 403, title="Twice")
    assert Episode.objects.get().title == "Once"
