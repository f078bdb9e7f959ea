"""Numbers that no row can have are answered like those that none has."""

from __future__ import annotations

import pytest

from tests.factories import person

pytestmark = pytest.mark.usefixtures("repository")


@pytest.mark.parametrize("number", ["9" * 5_000, "9" * 30, "0", "x"])
def test_an_address_that_cannot_be(number, client):
    client.force_login(person("administrator"))

    assert client.post("/admin/mail/addresses/", {"clear": number}).status_code == 404
