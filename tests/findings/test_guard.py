"""Where this server goes when it tries a link, and where nobody can send it."""

import pytest

from cms.findings.links.guard import Forbidden, Guard, is_private, is_public


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.2.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:8.8.8.8",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::a00:1",
        "2002:7f00:1::",
        "2001:0:7f00:1::",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "fc00::1",
        "fd00:ec2::254",
        "ff0e::1",
        "2001:db8::1",
        "nonsense",
        "",
    ],
)
def test_nobody_is_sent_into_a_network_that_is_not_public(address):
    assert not is_public(address)
    with pytest.raises(Forbidden, match="address"):
        Guard(resolve=lambda host, port: [address]).addresses("example.org", 443)


@pytest.mark.parametrize("address", ["8.8.8.8", "193.5.93.80", "2606:4700:4700::1111", "2a00:1450:4001::1"])
def test_public_addresses_are_gone_to(address):
    assert is_public(address)
    assert Guard(resolve=lambda host, port: [address]).addresses("example.org", 443) == [address]


def test_one_private_address_among_public_ones_is_enough():
    with pytest.raises(Forbidden, match="address"):
        Guard(resolve=lambda host, port: ["8.8.8.8", "127.0.0.1"]).addresses("example.org", 80)


@pytest.mark.parametrize("port", [22, 25, 6379, 8000, 8080, 9200])
def test_other_ports_are_left_alone_without_a_question_to_the_resolver(port):
    with pytest.raises(Forbidden, match="port"):
        Guard(resolve=lambda host, port: pytest.fail("asked")).addresses("example.org", port)


@pytest.mark.parametrize(
    "host", ["localhost", "127.0.0.1", "127.1", "0x7f000001", "2130706433", "0", "::1", "0177.0.0.1"]
)
def test_names_of_this_machine_in_any_spelling(host):
    with pytest.raises(Forbidden, match="address"):
        Guard().addresses(host, 80)


def test_a_name_without_an_address_is_an_outage():
    with pytest.raises(OSError, match="no address"):
        Guard(resolve=lambda host, port: []).addresses("example.org", 80)


@pytest.mark.parametrize(
    ("url", "private"),
    [
        ("http://localhost/", True),
        ("http://LOCALHOST./", True),
        ("http://db.internal/", True),
        ("http://169.254.169.254/latest/", True),
        ("http://[fd00::1]/", True),
        ("http://8.8.8.8/", False),
        ("http://example.org/", False),
        ("http://localhost.example.org/", False),
    ],
)
def test_some_addresses_say_themselves_that_they_are_private(url, private):
    assert is_private(url) == private
