"""What names the build that pages come from."""

from dataclasses import replace
from pathlib import Path

from pyramid.request import Request

from talkpython_site.caching import accepted_encoding, build_of, encoding_for
from talkpython_site.settings import Settings


def test_what_a_browser_unpacks_is_read_once_for_all_that_ask_alike() -> None:
    long = ", ".join(["gzip", *(f"x{n};q=0.5" for n in range(100))])
    encodings = {None: "identity", "br, gzip": "gzip", "gzip;q=0": "identity", long: "identity"}
    for header, encoding in encodings.items():
        asked = Request.blank("/", environ={"HTTP_ACCEPT_ENCODING": header})
        assert encoding_for(asked) == encoding
    kept = accepted_encoding.cache_info().currsize
    encoding_for(Request.blank("/", environ={"HTTP_ACCEPT_ENCODING": long + "x"}))
    assert accepted_encoding.cache_info().currsize == kept


def test_processes_of_one_site_agree_wherever_they_listen() -> None:
    one = Settings(server_port=6543)
    other = replace(one, server_port=6544, server_threads=2, var=Path("elsewhere"))
    assert build_of(one, []) == build_of(other, [])


def test_a_setting_that_pages_show_is_another_build() -> None:
    assert build_of(Settings(site_name="Longwave"), []) != build_of(Settings(site_name="Ebb"), [])


def test_what_no_page_comes_from_is_not_read(tmp_path: Path) -> None:
    audio = tmp_path / "sample" / "audio" / "tides.mp3"
    audio.parent.mkdir(parents=True)
    audio.write_bytes(b"one")
    before = build_of(Settings(), [tmp_path], apart=tmp_path / "sample")
    audio.write_bytes(b"two")
    assert build_of(Settings(), [tmp_path], apart=tmp_path / "sample") == before
    assert build_of(Settings(), [tmp_path]) != before


def test_a_changed_file_is_another_build(tmp_path: Path) -> None:
    page = tmp_path / "page.pt"
    page.write_text("one")
    before = build_of(Settings(), [tmp_path])
    page.write_text("two")
    assert build_of(Settings(), [tmp_path]) != before
