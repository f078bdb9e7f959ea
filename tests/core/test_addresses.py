"""Where a request came from, as far as it can be believed."""

import pytest

from cms.core.addresses import client_address

NEAR = "10.0.0.2"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "", NEAR),
        (0, "198.51.100.7", NEAR),
        (1, "198.51.100.7", "198.51.100.7"),
        (1, "127.0.0.1, 198.51.100.7", "198.51.100.7"),
        (2, "203.0.113.1, 198.51.100.7, 10.0.0.1", "198.51.100.7"),
        (2, "198.51.100.7", NEAR),
        (1, "", "127.0.0.1"),
        (1, "unknown", "127.0.0.1"),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        (1, "::ffff:198.51.100.7", "198.51.100.7"),
    ],
)
def test_the_senders_address(proxies, forwarded, address, settings, rf):
    settings.PROXY_COUNT = proxies
    request = rf.get("/", REMOTE_ADDR=NEAR, HTTP_X_FORWARDED_FOR=forwarded)
    assert client_address(request) == address


def test_a_request_by_a_local_socket_is_this_machines(settings, rf):
    assert client_address(rf.get("/", REMOTE_ADDR="")) == "127.0.0.1"
