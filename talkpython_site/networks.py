"""Where a request comes from: what one household or one office shares."""

from ipaddress import IPv4Address, IPv6Address, ip_address

from pyramid.request import Request

OWN_BITS = 64  # of an IPv6 address; its owner changes them at will


def network_of(request: Request) -> str:
    """An IPv4 address, or the /64 of an IPv6 address; "" where that is not known.

    A configured proxy has been asked by the server already (``server.trusted_proxy``).
    """
    try:
        found = ip_address(request.remote_addr or "")
    except ValueError:
        return ""
    return str(found) if isinstance(found, IPv4Address) else network_of_ipv6(found)


def network_of_ipv6(found: IPv6Address) -> str:
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return f"{IPv6Address(int(found) >> OWN_BITS << OWN_BITS)}/{OWN_BITS}"
