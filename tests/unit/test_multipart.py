"""Forms with files: where their parts lie, and what is not read at all."""

import io
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkpython_site.multipart import BLOCK, SentFile, TooMuchError, boundary_of, parts_of

BOUNDARY = b"x"


def part(name: str, content: bytes, *more: str) -> bytes:
    words = "; ".join([f'Content-Disposition: form-data; name="{name}"', *more])
    return b"--x\r\n" + words.encode() + b"\r\n\r\n" + content + b"\r\n"


def read(body: bytes) -> list[Any]:
    return list(parts_of(io.BytesIO(body), BOUNDARY))


def content(sent: SentFile) -> bytes:
    with sent.open() as file:
        return file.read()


def test_texts_and_files_come_in_order() -> None:
    body = part("a", "ü\r\n".encode()) + part("b", b"\0\xff", 'filename="%22t%22.mp3"')
    (first, second) = read(body + part("c", b"", 'filename=""') + b"--x--\r\n")
    assert first == ("a", "ü\r\n")
    assert (second[0], second[1].name, second[1].size_bytes) == ("b", '"t".mp3', 2)
    assert content(second[1]) == b"\0\xff"


@given(st.binary(max_size=60), st.integers(-40, 40))
def test_a_file_is_what_was_sent_wherever_blocks_end(end: bytes, shift: int) -> None:
    sent = bytes(BLOCK + shift) + end.replace(b"--x", b"")
    body = part("a", sent, 'filename="a"') + part("b", b"1") + b"--x--"
    first, second = read(body)
    assert content(first[1]) == sent
    assert second == ("b", "1")


@pytest.mark.parametrize(
    "body",
    [
        b"", b"--x", b"--x--", b"nothing", part("a", b"1"), b"--x\r\n\r\n1\r\n--x--",
        b"--x\r\nContent-Disposition: form-data\r\n\r\n1\r\n--x--",
        b'--x\r\nContent-Disposition: form-data; name="a"\r\n--x--',
        b"--x\r\n" + b"A: b\r\n" * 1_000 + b"\r\n1\r\n--x--",
        part("a", b"\xff") + b"--x--", part("\xff", b"1").replace(b"\xc3", b"") + b"--x--",
    ],
)  # fmt: skip
def test_what_is_no_form_is_refused(body: bytes) -> None:
    if body == b"--x--":
        assert read(body) == []
        return
    with pytest.raises(ValueError, match=r"."):
        read(body)


@pytest.mark.parametrize(
    "body",
    [
        part("a", b"1") * 1_001 + b"--x--",
        part("a", b"a" * 2**20) + part("b", b"a") + b"--x--",
    ],
    ids=["parts", "text"],
)
def test_more_than_any_page_sends_is_not_read(body: bytes) -> None:
    with pytest.raises(TooMuchError):
        read(body)


def test_a_part_that_says_it_is_a_form_is_a_text() -> None:
    nested = "Content-Type: multipart/form-data; boundary=y"
    body = b"--x\r\n" + f'{nested}\r\nContent-Disposition: form-data; name="a"'.encode()
    assert read(body + b"\r\n\r\na=1&b=2\r\n--x--") == [("a", "a=1&b=2")]


def test_line_breaks_cost_no_more_than_other_bytes() -> None:
    body = part("a", b"\n" * 30_000_000, 'filename="a"') + b"--x--"
    started = time.process_time()
    ((_name, sent),) = read(body)
    assert sent.size_bytes == 30_000_000
    assert time.process_time() - started < 10  # by lines it takes a minute


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("multipart/form-data; boundary=x-1", b"x-1"),
        ('multipart/form-data; charset=utf-8; Boundary="a b"', b"a b"),
    ],
)
def test_what_parts_it_stands_in_the_header(header: str, found: bytes) -> None:
    assert boundary_of(header) == found


@pytest.mark.parametrize("header", ["multipart/form-data", "multipart/form-data; boundary=ü"])
def test_a_form_without_what_parts_it_is_refused(header: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        boundary_of(header)
