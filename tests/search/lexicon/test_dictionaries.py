"""Open dictionaries: read, weighed, stored, looked up."""

import gzip
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from search.lexicon import Origin, dictionaries, expand
from search.lexicon.compiling import compiled
from search.lexicon.dictionaries.readers import NotADictionary, Sense, open_source, senses

pytestmark = pytest.mark.usefixtures("without_dictionaries")

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
ABOUT = "00-database-info\nFrench-English FreeDict Dictionary\nunder the terms of the GNU General Public License 2\n"


def in_base_64(number: int) -> str:
    digits = ""
    while number or not digits:
        digits = DIGITS[number % 64] + digits
        number //= 64
    return digits


def dictd(folder, name: str, articles: dict[str, str], about: str = ABOUT):
    """Write a dictionary as dictd has it and return its index."""
    data, lines = b"", []
    for headword, text in {"00-database-info": about, **articles}.items():
        packed = text.encode()
        lines.append(f"{headword}\t{in_base_64(len(data))}\t{in_base_64(len(packed))}")
        data += packed
    (folder / f"{name}.dict.dz").write_bytes(gzip.compress(data))
    index = folder / f"{name}.index"
    index.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return index


def cedict(folder, *lines: str):
    path = folder / "cedict_1_0_ts_utf-8_mdbg.txt.gz"
    head = "# CC-CEDICT\n# License:\n# Creative Commons Attribution-ShareAlike 4.0\n"
    path.write_bytes(gzip.compress((head + "\n".join(lines) + "\n").encode()))
    return path


@pytest.fixture
def shelf(tmp_path):
    """A folder with three small dictionaries."""
    dictd(
        tmp_path,
        "freedict-fra-eng",
        {"puits": "puits /pɥi/ <n, masc>\n1. well, shaft\n2. fountain", "eau": "eau /o/\nwater"},
    )
    dictd(
        tmp_path,
        "mueller7",
        {
            "well": "well\n  [wel]\n  1. _n.\n   1) родник; to sink a well рыть родник\n   2) колодец, скважина"
        },
        "00-database-info\nMueller English-Russian Dictionary\nPlease redistribute this version.\n",
    )
    cedict(tmp_path, "井水 井水 [jing3 shui3] /well water/", "水井 水井 [shui3 jing3] /a well/CL:口[kou3]/")
    return tmp_path


def load(*paths, **options) -> list[str]:
    out = StringIO()
    call_command("load_dictionaries", *paths, stdout=out, **options)
    return out.getvalue().splitlines()


def known(text: str, language: str = "en") -> dict[tuple[str, str], float]:
    return {
        (other.language, other.words): other.weight
        for each in expand(text, language, compiled([]))
        for other in each.equivalents
    }


def test_freedict_is_read(tmp_path):
    index = dictd(
        tmp_path, "freedict-fra-eng", {"eau": "eau /o/ <n>\n1. water (H2O), rain\n2. sap;\n    juice"}
    )
    source = open_source(index)
    assert (source.name, source.languages) == ("freedict-fra-eng", ("fr", "en"))
    assert list(senses(source)) == [
        Sense("eau", words, place) for place, words in enumerate(["water", "rain", "sap", "juice"])
    ]


def test_freedict_is_known_by_the_names_of_its_own_archives_and_taken_once(tmp_path):
    (archive := tmp_path / "fra-eng").mkdir()
    dictd(archive, "fra-eng", {"eau": "eau\nwater"})
    dictd(tmp_path, "freedict-fra-eng", {"eau": "eau\nwater"})
    load(tmp_path)
    assert [(source.name, source.taken) for source in dictionaries.sources()] == [("freedict-fra-eng", 1)]


def test_mueller_is_read_without_its_examples(shelf):
    found = [sense.words for sense in senses(open_source(shelf / "mueller7.index"))]
    assert found == ["родник", "колодец", "скважина"]


def test_cc_cedict_is_read_without_what_speaks_of_the_word_itself(tmp_path):
    line = "網絡 网络 [wang3 luo4] /network (computing etc)/the Internet/variant of 網路/CL:個[ge4]/"
    found = list(senses(open_source(cedict(tmp_path, line))))
    assert found == [Sense("网络", "network", 0), Sense("网络", "the Internet", 1)]


@pytest.mark.parametrize(
    "name", ["notes.txt", "freedict-eng-deu.index", "freedict-fra-rus.index", "eng-deu.index", "lonely.index"]
)
def test_other_files_are_no_dictionary(tmp_path, name):
    (tmp_path / name).write_text("x")
    if "-" in name:
        (tmp_path / name).with_suffix(".dict").write_text("x")
    with pytest.raises(NotADictionary):
        open_source(tmp_path / name)


def test_a_folder_is_loaded_and_its_words_are_known_in_all_languages(shelf):
    (shelf / "lonely.index").write_text("")
    assert load(shelf) == [
        "took cc-cedict: 2 pairs of words (CC-CEDICT; Creative Commons Attribution-ShareAlike 4.0)",
        "took freedict-fra-eng: 4 pairs of words (French-English FreeDict Dictionary; GNU General Public License 2)",
        "skipped lonely.index: lonely.dict is missing",
        "took mueller7: 3 pairs of words (Mueller English-Russian Dictionary; Please redistribute this version.)",
        "weighing what they say; this takes a minute ...",
        "Loaded 3 dictionaries with 9 pairs of words: searches use them from now on.",
    ]
    puits = known("les puits", "fr")
    assert next(iter(puits)) == ("en", "well")
    assert {("ru", "родник"), ("ru", "колодец"), ("zh", "水井")} <= puits.keys()
    assert ("fr", "puits") in known("скважинами")
    assert ("en", "well water") in known("井水")


def test_a_dictionary_never_weighs_more_than_half(shelf):
    load(shelf)
    assert max(known("puits", "fr").values()) == 0.3
    assert {other.origin for each in expand("puits", "fr", compiled([])) for other in each.equivalents} == {
        Origin.DICTIONARY
    }


def test_loading_again_replaces_what_was_loaded(shelf):
    load(shelf)
    load(shelf / "mueller7.index")
    assert [source.name for source in dictionaries.sources()] == ["mueller7"]
    assert known("puits", "fr") == {}
    assert load() == [
        "mueller7: 3 pairs (Mueller English-Russian Dictionary; Please redistribute this version.)",
    ]


def test_dictionaries_are_forgotten(shelf):
    load(shelf)
    assert load(clear=True) == ["No dictionary is loaded."]
    assert known("puits", "fr") == {}
    assert load() == ["No dictionary is loaded."]


def test_without_a_dictionary_nothing_changes(shelf, tmp_path):
    load(shelf)
    (empty := tmp_path / "empty").mkdir()
    with pytest.raises(CommandError, match="No dictionary was found"):
        load(empty)
    with pytest.raises(CommandError, match="There is no"):
        load(tmp_path / "nowhere")
    assert len(dictionaries.sources()) == 3


def test_a_word_that_is_all_stop_words_has_none(tmp_path):
    load(dictd(tmp_path, "freedict-fra-eng", {"chez": "chez /ʃe/\nwith, at the", "puits": "puits\nwell"}))
    assert known("chez", "fr") == {}
