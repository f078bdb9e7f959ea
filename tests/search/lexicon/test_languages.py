"""In which language a question is."""

import pytest

from search.lexicon.languages import languages_of
from search.questions import loose_words


@pytest.mark.parametrize(
    ("text", "reader", "languages"),
    [
        ("climate change in our schools", "fr", ("en",)),
        ("changement dans les écoles", "en", ("fr",)),
        ("cambio en las escuelas", "en", ("es",)),
        ("change", "en", ("en",)),
        ("change", "ru", ("en", "fr")),
        ("changement", "en", ("fr",)),
        ("unicorn", "fr", ("en", "fr", "es")),
        ("школа unicorn", "en", ("en", "fr", "es")),
    ],
)
def test_the_words_tell_the_language_and_the_reader_decides_ties(small, text, reader, languages):
    words = [word for run in loose_words(text) for word in run]
    assert languages_of(words, reader, small) == languages
