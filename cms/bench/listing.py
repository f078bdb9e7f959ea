"""The admin's list of all records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.conf import settings
from django.urls import reverse

from cms.accounts.enums import Role
from cms.bench.figures import Figure, counted, spread
from cms.bench.moderating import signed_in
from cms.bench.running import Reader
from cms.bench.scale import Scale
from cms.demo.staff import with_role


def measure_records_list(reader: Reader, scale: Scale) -> Iterator[Figure]:
    yield from measure_list(reader, scale, "admin list of records", reverse("desk_records"), 60, 20)


def measure_list(
    reader: Reader,
    scale: Scale,
    name: str,
    address: str,
    milliseconds: float | None = None,
    queries: int | None = None,
) -> Iterator[Figure]:
    """Ask for a list of the admin as an administrator, over HTTP and once more in this process for its queries."""
    client = signed_in(with_role(Role.ADMINISTRATOR))
    cookie = f"{settings.SESSION_COOKIE_NAME}={client.session.session_key}"
    person = replace(reader, headers=reader.headers | {"Cookie": cookie})
    yield from spread(name, person.times([address] * scale.requests), milliseconds)
    client.get(address)
    with counted() as counter:
        client.get(address)
    yield Figure(f"{name}, queries", counter.queries, "queries", queries)
