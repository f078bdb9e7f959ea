"""Pinning in the admin: who may, what the form takes, and the effect that is shown before saving."""

import pytest
from django.urls import reverse

from cms.core.changes import changes_of
from search import service
from search.engines.base import EngineUnavailable
from search.models import PinnedResult
from tests.factories import ProjectFactory, published

FORM = {
    "language": "en",
    "question": "telemedicine",
    "records": "r1",
    "in_use": "on",
    "until": "",
    "note": "",
}


def url(name, *args):
    return reverse(f"pinned_results:{name}", args=args)


def pin(**values):
    return PinnedResult.objects.create(
        **{"language": "en", "question": "telemedicine", "records": "r1"} | values
    )


def questions(response):
    return [str(row.instance) for row in response.context["table"].rows]


@pytest.mark.parametrize("role", ["secretariat", "reviewer:fr", "focal-point:KE", "auditor", "author"])
@pytest.mark.parametrize(("name", "method"), [("index", "get"), ("add", "get"), ("add", "post")])
def test_others_do_not_pass_the_door(signed_in, records, role, name, method):
    response = getattr(signed_in(role), method)(url(name))

    assert (response.status_code, response["Location"]) == (302, "/admin/")


@pytest.mark.parametrize("role", ["moderator", "administrator", "translator:en"])
def test_editors_pin_a_record(signed_in, records, role):
    response = signed_in(role).post(url("add"), FORM)

    assert response.status_code == 302
    assert PinnedResult.objects.values_list("question", "language", "records").get() == (
        "telemedicine",
        "en",
        "r1",
    )


def test_a_translator_sees_and_arranges_the_own_languages_only(signed_in, records):
    pin()
    french = pin(language="fr")
    client = signed_in("translator:fr")

    assert questions(client.get(url("index"))) == [str(french)]
    refused = client.post(url("add"), FORM | {"question": "radio"})
    assert "language" in refused.context["form"].errors


@pytest.mark.parametrize("name", ["edit", "history", "usage"])
def test_a_translator_does_not_reach_rows_of_other_languages(signed_in, records, name):
    english = pin()

    response = signed_in("translator:fr").get(url(name, english.pk))

    assert (response.status_code, response["Location"]) == (302, "/admin/")


def test_the_menu_leads_editors_to_the_list(signed_in, records):
    assert url("index") in signed_in("moderator").get("/admin/").content.decode()
    assert url("index") not in signed_in("author").get("/admin/").content.decode()


def test_a_record_is_named_by_its_number_or_an_address(signed_in, repository):
    page = published(ProjectFactory(title="A clinic on wheels"))
    written = f"/id/{page.record_id}\n https://example.org{page.url_path} \n{page.record_id}"

    signed_in("moderator").post(url("add"), FORM | {"records": written})

    assert PinnedResult.objects.get().records == page.record_id


def test_a_record_that_does_not_exist_is_refused_by_name(signed_in, records):
    response = signed_in("moderator").post(url("add"), FORM | {"records": "r1\n/en/nowhere/"})

    assert response.context["form"].errors["records"] == [
        "No record has the number or address “/en/nowhere/”."
    ]
    assert not PinnedResult.objects.exists()


@pytest.mark.parametrize("written", ["http://[", "//[1", "http://a℀b/", "%00", "/en/%00/"])
def test_what_is_no_address_is_refused(signed_in, records, written):
    response = signed_in("moderator").post(url("add"), FORM | {"records": written})

    assert response.context["form"].errors.keys() == {"records"}


def test_the_effect_is_shown_before_anything_is_saved(signed_in, records):
    response = signed_in("moderator").post(url("add"), FORM | {"effect": "1"})

    effect = response.context["effect"]
    assert [(line.id, line.moved) for line in effect.now.lines] == [("t1", False), ("t2", False)]
    assert [(line.id, line.moved) for line in effect.then.lines] == [
        ("r1", True),
        ("t1", False),
        ("t2", False),
    ]
    assert (effect.now.count, effect.then.count) == (2, 3)
    assert not PinnedResult.objects.exists()


def test_the_effect_of_ending_it_is_shown_too(signed_in, records):
    pinned = pin()

    response = signed_in("moderator").post(
        url("edit", pinned.pk), FORM | {"until": "2001-01-01", "effect": "1"}
    )

    effect = response.context["effect"]
    assert effect.now.lines[0].moved
    assert [line.id for line in effect.then.lines] == ["t1", "t2"]
    assert PinnedResult.objects.get().until is None


def test_a_form_with_a_mistake_says_so_instead_of_an_effect(signed_in, records):
    response = signed_in("moderator").post(url("add"), FORM | {"records": "nowhere", "effect": "1"})

    assert "effect" not in response.context
    assert response.context["form"].errors.keys() == {"records"}


def test_while_the_engine_rests_the_form_still_works(signed_in, records, monkeypatch):
    def unavailable(*args):
        raise EngineUnavailable("gone")

    monkeypatch.setattr(type(service.engine()), "search", unavailable)

    response = signed_in("moderator").post(url("add"), FORM | {"effect": "1"})

    assert "Search is resting" in response.content.decode()


def test_the_form_is_filled_in_from_the_address(signed_in, records):
    query = {"language": "fr", "question": "santé", "records": "r1"}

    form = signed_in("moderator").get(url("add"), query).context["form"]

    assert {name: form[name].value() for name in query} == query


def test_every_change_is_kept_with_the_person(signed_in, records):
    pinned = pin()
    client = signed_in("moderator")

    client.post(url("edit", pinned.pk), FORM | {"records": "t2", "note": "Better."})

    latest = changes_of(pinned)[0]
    assert (latest.words, latest.user.pk) == (
        "Records: r1 → t2; Note: — → Better.",
        int(client.session["_auth_user_id"]),
    )
    assert "r1 → t2" in client.get(url("history", pinned.pk)).content.decode()
