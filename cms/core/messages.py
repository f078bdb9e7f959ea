"""The words of our sources that are translated, and the catalogues translators fill: locale/*/LC_MESSAGES/django.po.

Babel reads Python; Django turns a template into what Babel can read. No gettext program is needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

PACKAGES = ("cms", "home", "prizes_pages", "search", "stocktaking_pages")
TEMPLATES = (".html", ".txt")
SOURCE_LANGUAGE = "en"
"""The language the sources are written in; it has no catalogue."""

CONTEXT = (1, "c")
SINGULAR_AND_PLURAL = {"ngettext": (1, 2), "npgettext": (CONTEXT, 2, 3)}
SINGLE = {"_": (1,), "gettext": (1,), "gettext_noop": (1,), "pgettext": (CONTEXT, 2)}
CALLS = SINGLE | SINGULAR_AND_PLURAL
CALLS |= {f"{name}_lazy": arguments for name, arguments in CALLS.items() if name != "_"}
"""Functions that mark words, with the places of their arguments."""


def catalogue_languages() -> list[str]:
    return [code for code, _name in settings.LANGUAGES if code != SOURCE_LANGUAGE]


def catalogue_path(language: str) -> Path:
    """Return where the translators' catalogue of a language stands in the repository."""
    return settings.BASE_DIR / "locale" / language / "LC_MESSAGES" / "django.po"


def sources() -> Iterator[Path]:
    for package in PACKAGES:
        for path in sorted((settings.BASE_DIR / package).rglob("*")):
            if path.suffix in (".py", *TEMPLATES) and "migrations" not in path.parts:
                yield path


def readable(path: Path) -> bytes:
    """Return a source as Python: a template's words become calls, in brackets because it is indented as HTML is."""
    text = path.read_text(encoding="utf-8")
    if path.suffix in TEMPLATES:
        text = f"({templatize(text, origin=str(path))}\n)"
    return text.encode()


def extract() -> Catalog:
    """Return every message of our sources with the files it occurs in, untranslated."""
    catalogue = Catalog()
    for path in sources():
        place = path.relative_to(settings.BASE_DIR).as_posix()
        found = extract_python(BytesIO(readable(path)), CALLS, ["Translators:"], {"encoding": "utf-8"})
        for _line, function, arguments, comments in found:
            add(catalogue, function, arguments, place, comments)
    return catalogue


def add(catalogue: Catalog, function: str, arguments: object, place: str, comments: list[str]) -> None:
    """Note one call; one whose words are not literal says nothing to translate."""
    given = arguments if isinstance(arguments, tuple) else (arguments,)
    places = CALLS[function]
    words = tuple(given[spot - 1] for spot in places if isinstance(spot, int))
    context = given[0] if CONTEXT in places else None
    if all(words):
        catalogue.add(
            words if len(words) == 2 else words[0],
            locations=[(place, 0)],
            auto_comments=comments,
            context=context,
        )


def read_catalogue(language: str) -> Catalog:
    """Return the translators' catalogue of a language; an empty one where none has been started."""
    path = catalogue_path(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def update(language: str) -> Catalog:
    """Bring a catalogue to what the sources say: new messages empty, kept ones kept, unused ones dropped."""
    catalogue = read_catalogue(language)
    catalogue.update(extract(), no_fuzzy_matching=True)
    path = catalogue_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(written(catalogue, language))
    return catalogue


def written(catalogue: Catalog, language: str) -> bytes:
    """Return a catalogue as text that differs only where messages do: sorted, without dates and line numbers."""
    body = BytesIO()
    write_po(body, catalogue, sort_output=True, omit_header=True, ignore_obsolete=True, include_lineno=False)
    header = (
        'msgid ""\nmsgstr ""\n'
        f'"Language: {language}\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {catalogue.plural_forms}\\n"\n\n'
    )
    return header.encode() + body.getvalue()


def untranslated(catalogue: Catalog) -> list[str]:
    """Return the messages that have no words yet, or not for every plural form."""
    return [str(message.id) for message in catalogue if message.id and not is_translated(message.string)]


def is_translated(string: str | tuple[str, ...]) -> bool:
    return all(string) if isinstance(string, tuple) else bool(string)
