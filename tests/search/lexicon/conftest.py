"""A small lexicon whose every answer can be worked out by hand."""

import pytest

from search.lexicon import Origin
from search.lexicon.compiling import Lexicon, compiled, concept

WORDS = (
    {"en": ["climate change", "global warming"], "fr": ["changement climatique"], "es": ["cambio climático"],
     "ru": ["изменение климата"], "ar": ["تغير المناخ"], "zh": ["气候变化"]},
    {"en": ["change"], "fr": ["changement"], "es": ["cambio"], "ru": ["изменение"], "ar": ["تغير"], "zh": ["变化"]},
    {"en": ["school"], "fr": ["école"], "es": ["escuela"], "ru": ["школа"], "ar": ["مدرسة", "مدارس"], "zh": ["学校"]},
    {"en": ["south"], "fr": ["sud"], "es": ["sur"], "ru": ["юг"], "ar": ["جنوب"], "zh": ["南方"]},
    {"en": ["information society"], "fr": ["société de l'information"], "es": ["sociedad de la información"],
     "ru": ["информационное общество"], "ar": ["مجتمع المعلومات"], "zh": ["信息社会"]},
)  # fmt: skip


@pytest.fixture
def small() -> Lexicon:
    return compiled(concept(words, Origin.GLOSSARY) for words in WORDS)


@pytest.fixture
def without_dictionaries(settings, tmp_path):
    settings.SEARCH_DICTIONARIES = tmp_path / "dictionaries.sqlite3"
