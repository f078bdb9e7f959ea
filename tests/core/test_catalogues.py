"""Every message of the sources has words in every language, and Django finds them."""

import re
from functools import cache

import pytest
from babel.messages.catalog import Catalog, Message
from django.test import Client
from django.utils.translation import gettext, ngettext, override

from cms.core import catalogues, messages

LANGUAGES = ["fr", "es", "ru", "ar", "zh"]
PLURAL_FORMS = {"fr": 2, "es": 2, "ru": 3, "ar": 6, "zh": 1}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]|</?\w+[^>]*>")


@cache
def extracted() -> Catalog:
    return messages.extract()


def forms(message: Message) -> list[str]:
    """Return the words of a message in every plural form."""
    return list(message.string) if isinstance(message.string, tuple | list) else [message.string]


def names(message: Message) -> tuple[str, ...]:
    return message.id if isinstance(message.id, tuple) else (message.id,)


def placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_of_the_sources_is_in_the_catalogue(language):
    """`manage.py extract_messages` brings them in."""
    catalogue = messages.read_catalogue(language)
    missing = [
        message.id for message in extracted() if message.id and not catalogue.get(message.id, message.context)
    ]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_has_no_message_that_nobody_says(language):
    unused = [
        message.id
        for message in messages.read_catalogue(language)
        if message.id and not extracted().get(message.id, message.context)
    ]
    assert unused == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated(language):
    assert messages.untranslated(messages.read_catalogue(language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_a_guess(language):
    assert [message.id for message in messages.read_catalogue(language) if message.id and message.fuzzy] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_and_markup_survive_the_translation(language):
    """A plural form may leave out the number ("one project"); no form has a placeholder that the source lacks."""
    wrong = []
    for message in messages.read_catalogue(language):
        allowed = [placeholders(name) for name in names(message)]
        for words in filter(None, forms(message) if message.id else []):
            found = placeholders(words)
            plural = len(names(message)) == 2
            if found not in allowed and not (plural and set(found) <= set(allowed[-1])):
                wrong.append((message.id, words))
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_plurals_have_the_forms_of_the_language(language):
    catalogue = messages.read_catalogue(language)
    plural = [message for message in catalogue if len(names(message)) == 2]
    assert catalogue.num_plurals == PLURAL_FORMS[language]
    assert {len(forms(message)) for message in plural} == {PLURAL_FORMS[language]}


def test_a_template_is_read_like_the_reader_sees_it():
    assert extracted().get("Skip to the content").locations == [("cms/core/templates/base.html", 0)]


def test_what_is_written_is_read_again_without_a_difference():
    catalogue = messages.read_catalogue("ru")
    assert messages.written(catalogue, "ru") == messages.catalogue_path("ru").read_bytes()


@pytest.mark.parametrize("words", ["Sign In", "January", "Pages", "Enter a valid email address."])
def test_django_wagtail_and_allauth_speak_chinese(words):
    with override("zh"):
        assert re.search("[\u4e00-\u9fff]", gettext(words))


def test_a_plural_of_a_package_is_found_in_chinese():
    with override("zh"):
        translated = ngettext("%(num)d hour", "%(num)d hours", 3)
    assert re.search("[\u4e00-\u9fff]", translated)


@pytest.mark.parametrize("browser", ["zh", "zh-CN", "zh-Hans", "zh-Hans-CN", "zh-CN,zh;q=0.9,en;q=0.8"])
def test_a_chinese_browser_is_led_to_the_chinese_home(browser, client: Client):
    assert client.get("/", headers={"accept-language": browser}).headers["Location"] == "/zh/"


def test_our_words_win_over_those_of_a_package():
    ours, theirs = Catalog(locale="zh"), Catalog(locale="zh")
    theirs.add("Search", "theirs")
    theirs.add("%d page", ("one",))
    ours.add("Search", "ours")
    merged = Catalog(locale="zh")
    for catalogue in (theirs, ours):
        catalogues.merge(merged, catalogue)
    assert {message.id: message.string for message in merged if message.id} == {
        "Search": "ours",
        "%d page": ("one",),
    }


def test_an_untranslated_message_does_not_hide_the_words_of_a_package():
    merged, ours = Catalog(locale="zh"), Catalog(locale="zh")
    merged.add("Search", "theirs")
    ours.add("Search", "")
    catalogues.merge(merged, ours)
    assert merged.get("Search").string == "theirs"


def test_a_catalogue_older_than_the_translators_is_stale(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    assert catalogues.is_stale("fr")
    catalogues.compile_catalogue("fr")
    assert not catalogues.is_stale("fr")
