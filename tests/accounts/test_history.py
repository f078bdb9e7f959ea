"""Who held which roles when, and who gave them."""

import pytest
from django.contrib.auth.models import Group

from tests.factories import person

pytestmark = pytest.mark.django_db


def roles(row):
    return sorted(link.group.name for link in row.groups.all())


def test_every_change_of_roles_is_kept(repository):
    someone = person()
    someone.groups.add(Group.objects.get(name="moderator"))
    someone.groups.set([Group.objects.get(name="auditor")])

    kept = [roles(row) for row in someone.history.order_by("history_id")]

    assert kept[0] == []
    assert ["moderator"] in kept
    assert kept[-1] == ["auditor"]


def test_signing_in_is_no_change(repository, client):
    someone = person("moderator")
    before = someone.history.count()

    client.force_login(someone)

    assert someone.history.count() == before


def test_no_password_is_kept(repository):
    row = person().history.latest("history_id")

    assert not {"password", "last_login"} & {field.name for field in row._meta.fields}
