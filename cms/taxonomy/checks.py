from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import Error

from cms.taxonomy.data_files import shipped_terms


def check_labels_in_every_language(**kwargs: Any) -> list[Error]:
    """taxonomy.E001: a term of the data files lacks its label in a language of the site."""
    return [
        Error(
            f"{vocabulary}/{code} has no label in “{language}”.",
            hint=f"Add it to cms/taxonomy/data/{vocabulary}.json.",
            id="taxonomy.E001",
        )
        for vocabulary, code, language in _gaps()
    ]


def _gaps() -> Iterator[tuple[str, str, str]]:
    for term in shipped_terms():
        for language, _ in settings.LANGUAGES:
            text = term.texts.get(language)
            if text is None or not text.label.strip():
                yield term.vocabulary.value, term.code, language
