"""Load the dictionaries that an operator has downloaded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from search.lexicon.dictionaries import readers, store
from search.lexicon.dictionaries.building import Dictionary
from search.lexicon.dictionaries.store import LoadedSource

Say = Callable[[str], object]


def load(paths: Iterable[Path], say: Say) -> list[LoadedSource]:
    """Put the dictionaries in these files and folders in the place of those that were loaded before.

    `say` is told what is taken and what is skipped, and why. Nothing changes when no dictionary is found.
    """
    dictionary, loaded = Dictionary(), []
    for source in _open(paths, say):
        title, licence = readers.title_and_licence(source)
        taken = dictionary.add(source, readers.senses(source))
        loaded.append(LoadedSource(source.name, title, licence, taken))
        say(f"took {source.name}: {taken} pairs of words ({title}; {licence or 'licence not told'})")
    if loaded:
        say("weighing what they say; this takes a minute ...")
        store.write(loaded, dictionary.entries())
    return loaded


def _open(paths: Iterable[Path], say: Say) -> Iterator[readers.Source]:
    seen = set()
    for path in _files(paths):
        try:
            source = readers.open_source(path)
        except readers.NotADictionary as error:
            say(f"skipped {path.name}: {error}")
            continue
        if source.name not in seen:
            seen.add(source.name)
            yield source


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the files that are named, and in folders those that look like a dictionary."""
    for path in paths:
        if path.is_dir():
            inside = (file for file in path.rglob("*") if file.suffix == ".index" or "cedict" in file.name)
            yield from sorted(file for file in inside if file.is_file() and file.suffix != ".py")
        else:
            yield path
