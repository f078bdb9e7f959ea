"""Where a link may lead when this server tries it: to public addresses on the ports of the web, and nowhere else.

What people hand in names these addresses, so without a guard they could have the server knock inside its own network.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from ipaddress import IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

import certifi

UNICAST = IPv6Network("2000::/3")
PRIVATE_NAMES = (".localhost", ".local", ".internal", ".home.arpa", ".test", ".invalid", ".onion")
WEB_PORTS = frozenset({80, 443})


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public net, whatever it is wrapped in."""
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, IPv6Address) and (ip not in UNICAST or ip.sixtofour or ip.teredo):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_link_local)


def is_private(url: str) -> bool:
    """Whether a web address says by itself, without a question to the net, that it is not public."""
    host = urlsplit(url).hostname or ""
    try:
        ip_address(host)
    except ValueError:
        return f".{host.removesuffix('.')}".endswith(PRIVATE_NAMES)
    return not is_public(host)


def resolved(host: str, port: int) -> list[str]:
    """Return the IP addresses of a host, the resolver's first choice first. Raises OSError where there are none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@cache
def public_trust() -> ssl.SSLContext:
    """Return who is believed about the name of a website, as browsers do."""
    return ssl.create_default_context(cafile=certifi.where())


@dataclass(frozen=True, slots=True)
class Guard:
    """What may be asked. The one with these defaults is meant for the world; tests bring their own."""

    allows: Callable[[str], bool] = is_public
    ports: frozenset[int] = WEB_PORTS
    resolve: Callable[[str, int], Iterable[str]] = resolved
    trust: Callable[[], ssl.SSLContext] = public_trust

    def addresses(self, host: str, port: int) -> list[str]:
        """Return the IP addresses of a host, all of them allowed. Raises Forbidden otherwise, OSError without any.

        Connect to one of these and ask no resolver again: the next answer may be another.
        """
        if port not in self.ports:
            raise Forbidden("port")
        found = list(self.resolve(host, port))
        if not found:
            raise OSError("no address")
        if not all(map(self.allows, found)):
            raise Forbidden("address")
        return found


class Forbidden(Exception):
    """A link leads where the guard lets nobody go; the argument says why in a word."""
