"""The whole history of a record as a file."""

import csv
import io

from django.urls import reverse

from cms.moderation import actions
from tests.factories import ProjectFactory, fresh, person, published, translation, write


def get(client, page, name):
    response = client.get(reverse("history_export", args=[page.pk, name]))
    assert response.status_code == 200
    assert response["Content-Disposition"] == f'attachment; filename="history-{page.pk}.{name}"'
    return response


def lines(response):
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_csv_has_a_line_for_each_event(project, moderator, signed_in):
    rows = lines(get(signed_in(moderator), project, "csv"))

    assert rows[0] == ["Time", "Kind", "Language", "What happened", "Person", "Why", "Version"]
    assert [row[3] for row in rows[1:]] == [
        "Public",
        "Approved",
        "Submitted for review",
        "New version written",
        "First version written",
    ]


def test_no_reason_is_run_by_a_spreadsheet(project, moderator, signed_in):
    actions.archive(page=project, by=moderator, reason='=HYPERLINK("http://evil.example")')

    reasons = [row[5] for row in lines(get(signed_in(moderator), project, "csv"))]

    assert not any(reason.startswith("=") for reason in reasons)
    assert any("HYPERLINK" in reason for reason in reasons)


def test_json_has_every_version_with_its_fields(project, change, moderator, signed_in):
    page = change(project, summary="Nurses by radio.")

    history = get(signed_in(moderator), page, "json").json()

    (english,) = history["pages"]
    assert history["record_id"] == page.record_id
    assert [each["fields"]["summary"] for each in english["versions"]] == [
        "Nurses by radio.",
        "Nurses by radio.",
        "Nurses by telephone.",
        "Nurses by telephone.",
    ]
    assert english["versions"][0]["fields"]["countries"] == []


def test_the_private_contact_is_in_no_file(moderator, signed_in):
    page = published(
        ProjectFactory(contact_name="Ann Private", contact_email="ann@private.example"), moderator
    )
    client = signed_in(moderator)

    for name in ("csv", "json"):
        assert "rivate" not in get(client, page, name).content.decode()


def test_drafts_that_the_person_does_not_see_are_in_no_file(project, moderator, signed_in):
    french = published(translation(project, "fr", title="Dispensaires"), moderator)
    write(project, project.owner, summary="A secret draft.")

    content = get(signed_in(person("translator:fr")), fresh(french), "json")

    assert "secret" not in content.content.decode()
    assert [each["language"] for each in content.json()["pages"]] == ["fr"]
