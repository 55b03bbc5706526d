"""What watches over a process: does it live, is it ready, what are its figures."""

from typing import Any

HERE = {"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "localhost:6543"}


def test_it_lives(visit: Any) -> None:
    response = visit.get("/healthz")
    assert (response.text, response.content_type) == ("ok\n", "text/plain")
    assert response.headers["Cache-Control"] == "private, no-store"


def test_it_is_ready_once_a_catalogue_has_been_loaded(visit: Any) -> None:
    assert visit.get("/readyz").text == "ready\n"


def test_this_machine_reads_the_figures_by_route(visit: Any) -> None:
    visit.get("/healthz")
    text = visit.get("/metrics", extra_environ=HERE).text
    assert 'talkpython_requests_total{route="health.healthz",status="200"}' in text
    assert 'talkpython_request_seconds_bucket{le="0.01",route="health.healthz"}' in text


def test_addresses_that_nobody_made_share_a_label(visit: Any) -> None:
    visit.get("/made/up", status=404)
    text = visit.get("/metrics", extra_environ=HERE).text
    assert 'talkpython_requests_total{route="none",status="404"}' in text
    assert "made" not in text


def test_others_find_no_figures(visit: Any) -> None:
    for elsewhere in (
        {"REMOTE_ADDR": "203.0.113.9"},
        {"HTTP_HOST": "longwave.example"},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
    ):
        response = visit.get("/metrics", extra_environ={**HERE, **elsewhere}, status=404)
        assert "talkpython_requests" not in response.text
