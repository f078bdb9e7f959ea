"""Where a request came from: the one answer for everything that counts by address."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

THIS_MACHINE = "127.0.0.1"
IPV6_SUBSCRIBER = 64
"""Bits of an IPv6 address that one subscriber cannot change at will."""


def client_address(request: HttpRequest) -> str:
    """Return the sender's address; of an IPv6 address the network that one subscriber has.

    An IPv4 address stays one where a socket for both writes it as IPv6.
    X-Forwarded-For is believed only as far as PROXY_COUNT of our own proxies wrote it: the sender writes the rest.
    A request by a local socket, or with an address that cannot be read, counts as this machine's.
    """
    written = request.META.get("REMOTE_ADDR", "")
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if 0 < settings.PROXY_COUNT <= len(forwarded):
        written = forwarded[-settings.PROXY_COUNT]
    try:
        address = ip_address(written.strip())
    except ValueError:
        return THIS_MACHINE
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ip_network((address, IPV6_SUBSCRIBER), strict=False).network_address)
    return str(address)
