"""Shorthands in the words: `country:KE` narrows as the facet does, and nothing typed is ever an error."""

import pytest
from django.http import QueryDict
from django.utils.translation import override

from search.params import parse

pytestmark = pytest.mark.usefixtures("repository")


def read(text: str, language: str = "en", **others: str) -> tuple[str, dict[str, set[str]]]:
    query = QueryDict(mutable=True)
    query.update({"q": text, **others})
    with override(language):
        parsed = parse(query, language)
    assert parsed.ignored == ()
    return parsed.request.text, {name: set(keys) for name, keys in parsed.request.filters.items()}


@pytest.mark.parametrize(
    ("typed", "text", "filters"),
    [
        ("country:KE", "", {"country": {"KE"}}),
        ("rural country:ke telemedicine", "rural telemedicine", {"country": {"KE"}}),
        ("sdg:04 year:2019", "", {"sdg": {"4"}, "year": {"2019"}}),
        ("action_line:C7 language:FR", "", {"action_line": {"c7"}, "language": {"fr"}}),
        ("country:KE country:RW radio", "radio", {"country": {"KE", "RW"}}),
        ("status:ongoing kind:entry prize:winner", "", {"status": {"ongoing"}, "kind": {"entry"}, "prize": {"winner"}}),
        ("organisation:ministry-of-health", "", {"organisation": {"ministry-of-health"}}),
        ("COUNTRY:KE", "", {"country": {"KE"}}),
        ("country：KE", "", {"country": {"KE"}}),
        ("country:Kenya status:Ongoing", "", {"country": {"KE"}, "status": {"ongoing"}}),
    ],
)  # fmt: skip
def test_a_field_and_its_value_become_a_filter(typed, text, filters):
    assert read(typed) == (text, filters)


@pytest.mark.parametrize(
    "typed",
    [
        "country:", ":KE", "country:XX", "country:Atlantis", "sdg:99", "year:abc", "action_line:health", "status:quo",
        "kind:of", "https://example.org", "12:30", "title:radio", "a:b:c", "country:KE:RW", "-country:KE",
        '"country:KE"', '"a country:KE', "country: KE", "note:country", "__class__:x", "::", "country:\u202eKE",
    ],
)  # fmt: skip
def test_anything_else_stays_ordinary_text(typed):
    text, filters = read(typed)

    assert filters == {}
    assert text == typed.replace("\u202e", " ")


@pytest.mark.parametrize(
    ("language", "typed", "filters"),
    [
        ("fr", "pays:Kenya", {"country": {"KE"}}),
        ("es", "país:Kenia", {"country": {"KE"}}),
        ("ru", "страна:Кения", {"country": {"KE"}}),
        ("zh", "国家：肯尼亚", {"country": {"KE"}}),
        ("fr", "country:KE", {"country": {"KE"}}),
    ],
)
def test_fields_and_values_are_known_by_their_names_in_the_readers_language(language, typed, filters):
    assert read(typed, language) == ("", filters)


def test_shorthands_join_the_filters_of_the_address():
    assert read("radio country:KE", country="RW") == ("radio", {"country": {"KE", "RW"}})
