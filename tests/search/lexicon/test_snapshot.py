"""The lexicon in memory follows what is edited."""

import pytest

from cms.taxonomy.models import Term
from search.lexicon import expand, forget, with_change
from search.lexicon.loading import load_glossary
from search.models import GlossaryTerm, SynonymGroup

pytestmark = pytest.mark.usefixtures("repository", "without_dictionaries")


def found(text: str, language: str = "en", lexicon=None) -> set[tuple[str, str]]:
    return {
        (other.language, other.words)
        for each in expand(text, language, lexicon)
        for other in each.equivalents
    }


@pytest.mark.parametrize("name", ["Kenya", "Кения", "كينيا", "肯尼亚", "кении"])
def test_the_name_of_a_country_is_known_in_all_languages(name):
    assert {"Kenia", "肯尼亚", "Кения"} - {name} <= {words for _language, words in found(name)} | {"Кения"}


def test_short_and_long_labels_of_the_vocabularies_are_known():
    assert ("fr", "Cybersanté") in found("e-health") or ("fr", "cybersanté") in found("e-health")
    assert ("en", "Bolivia") in found("Bolivie", "fr")


def test_a_saved_term_is_known_at_once():
    assert found("zorbing") == set()
    term = GlossaryTerm.objects.create(en="zorbing", fr="globisme")
    assert found("zorbing") == {("fr", "globisme")}
    term.in_use = False
    term.save()
    assert found("zorbing") == set()


def test_a_group_that_was_deleted_is_forgotten():
    group = SynonymGroup.objects.create(language="en", words="zorbing | sphereing")
    assert found("sphereing") == {("en", "zorbing")}
    group.delete()
    assert found("sphereing") == set()


def test_a_label_that_was_changed_is_known():
    label = Term.objects.get(code="KE").labels.get(language="fr")
    label.label = "Zorbie"
    label.save()
    forget()
    assert ("en", "Kenya") in found("Zorbie", "fr")


def test_questions_cost_one_query_and_then_none_for_a_while(django_assert_num_queries):
    expand("school", "en")
    forget()
    with django_assert_num_queries(1):
        expand("school", "en")
    with django_assert_num_queries(0):
        expand("radio", "en")


def test_a_change_can_be_tried_without_saving():
    term = GlossaryTerm.objects.create(en="zorbing", fr="globisme")
    term.fr = "sphérisme"
    new = SynonymGroup(language="en", words="zorbing | sphereing")
    assert found("zorbing", lexicon=with_change(term)) == {("fr", "sphérisme")}
    assert found("zorbing", lexicon=with_change(new)) == {("fr", "globisme"), ("en", "sphereing")}
    assert found("zorbing") == {("fr", "globisme")}


def test_the_shipped_glossary_is_in_place():
    assert GlossaryTerm.objects.exclude(code="").count() >= 1_500
    assert str(load_glossary()).startswith("created=0 updated=0")
