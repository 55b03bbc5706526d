"""What counts as one network."""

import pytest
from pyramid.request import Request

from talkpython_site.networks import network_of


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("198.51.100.7", "198.51.100.7"),
        ("::ffff:198.51.100.7", "198.51.100.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:DB8:1:2::", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::6", "2001:db8:1:3::/64"),
        ("::1", "::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        ("localhost", ""),
        ("unknown", ""),
        ("198.51.100.7:80", ""),
        ("198.51.100.7, 203.0.113.9", ""),
    ],
)
def test_the_network_of_an_address(address: str, network: str) -> None:
    assert network_of(Request.blank("/", {"REMOTE_ADDR": address})) == network


def test_a_request_without_address() -> None:
    assert network_of(Request({})) == ""


def test_what_a_visitor_says_of_itself_does_not_count() -> None:
    headers = {"X-Forwarded-For": "203.0.113.9", "Forwarded": "for=203.0.113.9"}
    asked = Request.blank("/", {"REMOTE_ADDR": "198.51.100.7"}, headers=headers)
    assert network_of(asked) == "198.51.100.7"
