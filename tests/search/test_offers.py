"""What is offered while somebody types."""

from __future__ import annotations

import pytest

from cms.organisations.actions import resolve_organisations
from search.offers import Offer, offers
from tests.search.conftest import make_document


@pytest.fixture
def health(repository, shelf, drain):
    """A ministry with a public record and one without."""
    names = ["Ministry of Health", "Ministry of Health and Sports"]
    known = resolve_organisations(names)
    slug = known[names[0]].slug
    facets = {**make_document("1").facets, "organisation": (slug,)}
    shelf.put(make_document("1", title="Health workers online", facets=facets))
    drain()
    return slug


def test_values_come_before_organisations_and_records(health):
    found = offers("hea", "en")
    assert [(offer.kind, offer.id) for offer in found] == [
        ("action_line", "c7-e-health"),
        ("sdg", "3"),
        ("organisation", health),
        ("record", "1"),
    ]
    assert found[0].url == "/en/stocktaking/?action_line=c7-e-health"
    assert found[2] == Offer(
        "organisation", health, "Ministry of Health", "", f"/en/stocktaking/?organisation={health}"
    )


def test_labels_are_those_of_the_readers_language(health):
    assert [(offer.kind, offer.id) for offer in offers("sante", "fr")] == [("sdg", "3")]
    assert [offer.title for offer in offers("keny", "en")] == ["Kenya"]
    assert [offer.url for offer in offers("كيني", "ar")] == ["/ar/stocktaking/?country=KE"]


def test_an_organisation_without_a_public_record_is_not_offered(health, shelf):
    shelf.take("1")
    assert [offer.kind for offer in offers("ministry of", "en")] == []


@pytest.mark.parametrize("typed", ["", " ", "?!", "\x00", "é" * 400])
def test_nothing_is_offered_for_nothing(health, typed):
    assert offers(typed, "en") == ()
