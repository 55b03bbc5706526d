"""Settings: where they come from, how they are read, what stops the start and by which name."""

from pathlib import Path
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkpython_site.settings import SETTINGS, Setting, Settings, SettingsError, load

ROOT = Path(__file__).parents[2]
SECRET = "r7Wq0c1Xb9Zk3Tn5Vm8Jp2Lh4Gd6Fs0a"  # noqa: S105 - made up, opens nothing
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)


def refusal(ini: dict[str, str], environ: dict[str, str] | None = None) -> str:
    """What the start says; one sentence."""
    with pytest.raises(SettingsError) as refused:
        load(ini, environ or {})
    words = str(refused.value)
    assert words.endswith(".")
    assert "\n" not in words
    return words


def test_nothing_given_is_the_defaults() -> None:
    assert load({}, {}) == Settings(var=ROOT / "var")  # the checkout's, wherever one stands


def test_names_follow_from_the_attribute() -> None:
    names = {each.attribute: (each.key, each.variable) for each in SETTINGS}
    assert names["site_require_https"] == ("site.require_https", "TALKPYTHON_SITE_REQUIRE_HTTPS")
    assert names["mongodb_uri"] == ("mongodb.uri", "MONGODB_URI")
    assert names["var"] == ("var", "TALKPYTHON_VAR")


def test_the_environment_wins_over_the_file() -> None:
    environ = {"TALKPYTHON_SITE_NAME": "Harbour", "PATH": "/bin"}
    assert load({"site.name": "File"}, environ).site_name == "Harbour"


def test_a_named_file_wins_over_the_environment(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text(f"{SECRET}\n")
    environ = {"TALKPYTHON_SITE_SECRET": "other", "TALKPYTHON_SITE_SECRET_FILE": str(secret)}
    assert load({"site.secret": "third"}, environ).site_secret == SECRET


def test_a_database_address_may_come_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "uri").write_text("mongodb://db.example/site")
    settings = load({}, {"MONGODB_URI_FILE": str(tmp_path / "uri")})
    assert settings.mongodb_uri == "mongodb://db.example/site"


def test_an_empty_value_is_the_default() -> None:
    settings = load({"server.threads": "4"}, {"TALKPYTHON_SERVER_THREADS": " "})
    assert settings.server_threads == 8


def test_the_port_is_part_of_the_default_address() -> None:
    assert load({}, {"TALKPYTHON_SERVER_PORT": "7000"}).site_url == "http://localhost:7000"
    given = load({"server.port": "7000", "site.url": "https://p.example/"}, {})
    assert given.site_url == "https://p.example"


def test_what_pastedeploy_and_pyramid_know_is_let_through() -> None:
    assert load({"here": "/x", "__file__": "/x/y", "pyramid.includes": ""}, {}) == load({}, {})


def test_secrets_are_not_shown() -> None:
    settings = load({}, {"TALKPYTHON_SITE_SECRET": SECRET, "MONGODB_URI": "mongodb://a:pw@b/c"})
    assert SECRET not in repr(settings)
    assert "pw" not in repr(settings)


@pytest.mark.parametrize("tag", ["de", "pt-BR", "zh-Hant-TW"])
def test_languages_are_tags(tag: str) -> None:
    assert load({"site.language": tag}, {}).site_language == tag


def test_the_zone_is_a_zone() -> None:
    assert load({"site.timezone": "Asia/Tokyo"}, {}).site_zone.key == "Asia/Tokyo"


@pytest.mark.parametrize(
    ("ini", "environ", "named", "hint"),
    [
        ({"site.uri": "x"}, {}, "site.uri", "site.url"),
        ({"sqlalchemy": "x"}, {}, "sqlalchemy", ""),
        ({}, {"TALKPYTHON_SITE_NAM": "x"}, "TALKPYTHON_SITE_NAM", "TALKPYTHON_SITE_NAME"),
        ({}, {"TALKPYTHON_SITE_NAME_FILE": "/x"}, "TALKPYTHON_SITE_NAME_FILE", ""),
    ],
)
def test_an_unknown_name_is_refused(
    ini: dict[str, str], environ: dict[str, str], named: str, hint: str
) -> None:
    words = refusal(ini, environ)
    assert words.startswith(f"{named} is not a setting")
    assert hint in words


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("site.url", "podcasts.example"),
        ("site.url", "ftp://podcasts.example"),
        ("site.url", "https://podcasts.example:port"),
        ("site.url", "https://podcasts.example:0"),
        ("site.url", "https://user@podcasts.example"),
        ("site.url", "https://podcasts.example/site"),
        ("site.url", "https://podcasts.example/?x"),
        ("site.url", "https://pod casts.example"),
        ("site.timezone", "Mars/Base"),
        ("site.timezone", "../../etc/passwd"),
        ("site.language", "english please"),
        ("site.require_https", "perhaps"),
        ("server.port", "70000"),
        ("server.port", "-1"),
        ("server.threads", "0"),
        ("server.threads", "٣"),
        ("server.threads", "9" * 5000),
        ("catalogue.reload_seconds", "1.5"),
        ("proxy.trusted", "proxy.example"),
    ],
)
def test_a_malformed_value_is_refused_by_name(key: str, value: str) -> None:
    assert refusal({key: value}).startswith(f"{key}: ")
    variable = next(each.variable for each in SETTINGS if each.key == key)
    assert refusal({}, {variable: value}).startswith(f"{key} ({variable}): ")


@pytest.mark.parametrize("value", ["nonsense", "mongodb://", "mongodb://u:p@ss@[::1"])
def test_a_malformed_database_address_is_refused_and_not_repeated(value: str) -> None:
    words = refusal({"mongodb.uri": value})
    assert words.startswith("mongodb.uri: is not a MongoDB address")
    assert value not in words.replace("mongodb://host/name", "")


@pytest.mark.parametrize("scheme", ["mongodb", "mongodb+srv"])
def test_reading_from_others_than_the_primary_is_refused(scheme: str) -> None:
    words = refusal(
        {}, {"MONGODB_URI": f"{scheme}://db.example/?READPREFERENCE=nearest&w=majority"}
    )
    assert "readPreference" in words
    assert load({"mongodb.uri": f"{scheme}://db.example/?readPreference=primary"}, {}).mongodb_uri


def test_a_secret_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "binary").write_bytes(b"\xff\xfe")
    for file in (tmp_path / "none", tmp_path / "binary"):
        words = refusal({}, {"TALKPYTHON_METRICS_TOKEN_FILE": str(file)})
        assert words.startswith("metrics.token (TALKPYTHON_METRICS_TOKEN_FILE): ")
        assert str(file) in words


PUBLIC = {
    "site.require_https": "true",
    "secrets.require": "true",
    "database.require_authentication": "true",
    "site.url": "https://podcasts.example",
    "site.secret": SECRET,
    "mongodb.uri": "mongodb://site:pw@db.example/site",
}


def test_a_public_site_starts_when_all_is_there() -> None:
    assert load(PUBLIC, {}).site_require_https


@pytest.mark.parametrize(
    ("key", "value", "overriding"),
    [
        ("site.url", "http://podcasts.example", "site.require_https"),
        ("site.url", "", "site.require_https"),
        ("site.secret", "", "secrets.require"),
        ("site.secret", "too-short", "secrets.require"),
        ("site.secret", "change-me-change-me-change-me-change-me", "secrets.require"),
        ("mongodb.uri", "", "database.require_authentication"),
    ],
)
def test_a_public_site_is_refused(key: str, value: str, overriding: str) -> None:
    words = refusal({**PUBLIC, key: value})
    assert words.startswith(f"{key} is ")
    assert f"{overriding} to false" in words
    assert refused_or_read({**PUBLIC, key: value, overriding: "false"}) is None


def test_the_page_for_owners_lists_every_setting() -> None:
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    assert rows == [row(each) for each in SETTINGS]


def row(each: Setting) -> str:
    variable = f"`{each.variable}`" + (", `…_FILE`" if each.is_secret else "")
    default = str(each.default).lower() if isinstance(each.default, bool) else each.default
    shown = f"`{default}`" if default not in {None, ""} else ""
    return f"| `{each.key}` | {variable} | {shown} | {each.doc} |"


@given(st.integers(1, 256), st.sampled_from(sorted(available_timezones())), st.booleans(), TEXTS)
def test_what_is_written_is_what_is_read(threads: int, zone: str, flag: bool, name: str) -> None:  # noqa: FBT001 - drawn
    given_ = {
        "server.threads": str(threads),
        "site.timezone": zone,
        "site.require_https": str(flag),
        "site.url": "https://podcasts.example",
        "site.name": name,
    }
    settings = load(given_, {})
    assert (settings.server_threads, settings.site_zone.key) == (threads, zone)
    assert settings.site_require_https is flag
    assert settings.site_name == (name.strip() or "Longwave")


def refused_or_read(ini: dict[str, str]) -> str | None:
    """What is said where the file is refused."""
    try:
        load(ini, {})
    except SettingsError as refused:
        return str(refused)
    return None


# Those that require something name what they refuse.
FREE = [each for each in SETTINGS if "require" not in each.attribute]


@given(st.sampled_from(FREE), st.text(max_size=80))
def test_any_text_is_read_or_refused_by_name(each: Setting, value: str) -> None:
    words = refused_or_read({each.key: value})
    assert words is None or words.startswith(each.key)


@given(st.dictionaries(st.text(max_size=12), st.text(max_size=12), max_size=4))
def test_any_file_is_read_or_refused_in_a_sentence(ini: dict[str, str]) -> None:
    words = refused_or_read(ini)
    assert words is None or words.endswith(" is not a setting of this site.") or "meant." in words
