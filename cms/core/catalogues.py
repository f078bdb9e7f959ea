"""Catalogues that Django reads: compiled from the translators' ones into DATA_DIR/locale, the checkout stays as it is.

Chinese has more to it: our addresses say `zh`, while Django and the packages ship zh_Hans or zh_CN, so that their
words would stay English. The compiled catalogue of a language in STAND_INS holds theirs too.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import django
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo, write_mo
from django.apps import apps
from django.conf import settings

from cms.core.messages import catalogue_languages, catalogue_path, read_catalogue

STAND_INS = {"zh": ("zh_CN", "zh_Hans")}
"""Per language of ours the folders in which packages keep theirs; the later one wins."""


def compiled_path(language: str) -> Path:
    return settings.DATA_DIR / "locale" / language / "LC_MESSAGES" / "django.mo"


def compile_all() -> dict[str, int]:
    """Compile the catalogue of every language; return how many messages each has."""
    return {language: compile_catalogue(language) for language in catalogue_languages()}


def compile_catalogue(language: str) -> int:
    """Write what Django reads for one language, complete or not at all: a running server may be reading it."""
    catalogue = Catalog(locale=language, fuzzy=False)
    for path in package_catalogues(language):
        merge(catalogue, read_compiled(path))
    merge(catalogue, read_catalogue(language))
    path = compiled_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_bytes(compiled(catalogue))
    fresh.replace(path)
    return len(catalogue)


def package_catalogues(language: str) -> Iterator[Path]:
    """Yield the packages' own catalogues in the order in which Django would let a later one win."""
    folders = [Path(django.__file__).parent / "conf" / "locale"]
    folders += [Path(config.path) / "locale" for config in reversed(list(apps.get_app_configs()))]
    for folder in folders:
        for name in STAND_INS.get(language, ()):
            path = folder / name / "LC_MESSAGES" / "django.mo"
            if path.exists():
                yield path


def read_compiled(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_mo(file)


def merge(catalogue: Catalog, other: Catalog) -> None:
    """Take over every translated message of the other catalogue; a message that both have becomes the other's.

    Babel leaves the contexts of a compiled catalogue as bytes.
    """
    for message in other:
        if message.id and is_complete(message):
            context = message.context.decode() if isinstance(message.context, bytes) else message.context
            catalogue.delete(message.id, context)
            catalogue.add(message.id, fitted(message, catalogue.num_plurals), context=context)


def is_complete(message: Message) -> bool:
    return all(message.string) if isinstance(message.string, tuple | list) else bool(message.string)


def fitted(message: Message, plurals: int) -> str | tuple[str, ...]:
    """Return the words with as many plural forms as the language has here; a missing one is the last that is there."""
    if isinstance(message.string, str):
        return message.string
    forms = [*message.string, *[message.string[-1]] * plurals]
    return tuple(forms[:plurals])


def compiled(catalogue: Catalog) -> bytes:
    buffer = BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def is_stale(language: str) -> bool:
    """Whether the compiled catalogue is missing or older than the translators'."""
    path, source = compiled_path(language), catalogue_path(language)
    return not path.exists() or (source.exists() and path.stat().st_mtime < source.stat().st_mtime)
