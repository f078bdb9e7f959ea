"""What pages, forms and the index ask about vocabularies. Answered from memory; see `snapshot`.

Every function copes with a code that no vocabulary knows, as old records and addresses may hold.
"""

from collections.abc import Iterable, Mapping

from cms.taxonomy import snapshot
from cms.taxonomy.enums import Vocabulary
from cms.taxonomy.folding import fold
from cms.taxonomy.models import MatrixPair
from cms.taxonomy.snapshot import TermText


def labels(vocabulary: str, language: str) -> Mapping[str, TermText]:
    """Return code -> words of every term, retired ones included, in the vocabulary's order. Not to be changed."""
    return snapshot.current().texts_in(vocabulary, language)


def label(vocabulary: str, code: str, language: str) -> str:
    """Return the label of a term, in English where the language has none; the code itself if it is unknown."""
    return snapshot.current().text(vocabulary, code, language).label


def short_label(vocabulary: str, code: str, language: str) -> str:
    """Return the label for chips and tables, or the long one where there is no short one."""
    return snapshot.current().text(vocabulary, code, language).short


def codes(vocabulary: str) -> list[str]:
    """Return the codes in use, in the vocabulary's order; retired ones are left out."""
    return [code for code, term in _terms(vocabulary).items() if not term.retired]


def term_ids(vocabulary: str) -> dict[str, int]:
    """Return code -> primary key, retired terms included."""
    return {code: term.id for code, term in _terms(vocabulary).items()}


def term_codes() -> Mapping[int, str]:
    """Return primary key -> code of every term of every vocabulary. Not to be changed."""
    return snapshot.current().codes


def find_terms(text: str) -> list[int]:
    """Return the primary keys of terms with a code, label or alias that contains `text`, in any spelling."""
    wanted, held = fold(text), snapshot.current()
    names = {(vocabulary, code): [code] for vocabulary, terms in held.terms.items() for code in terms}
    for (vocabulary, _language), texts in held.texts.items():
        for code, words in texts.items():
            names[vocabulary, code] += words.label, words.short
    for vocabulary, aliases in held.aliases.items():
        for alias, code in aliases.items():
            names[vocabulary, code].append(alias)
    return [
        held.terms[vocabulary][code].id
        for (vocabulary, code), known in names.items()
        if any(wanted in fold(name) for name in known)
    ]


def number(vocabulary: str, code: str) -> int | None:
    """Return the number of a prize category or a goal. C7 has none: its eight lines have."""
    term = _terms(vocabulary).get(code)
    return term.number if term else None


def parent(vocabulary: str, code: str) -> str:
    """Return the code of the term that this one is part of, or an empty string."""
    term = _terms(vocabulary).get(code)
    return term.parent if term else ""


def with_parents(vocabulary: str, chosen: Iterable[str]) -> list[str]:
    """Return the codes and those they are part of, each once, in the vocabulary's order: C7 with its e-health."""
    wanted = set(chosen)
    wanted |= {parent(vocabulary, code) for code in wanted} - {""}
    known = [code for code in _terms(vocabulary) if code in wanted]
    return known + sorted(wanted.difference(known))


def region_of(country: str) -> str:
    """Return the code of the ITU region of an alpha-2 code; empty for Antarctica and for unknown codes."""
    return parent(Vocabulary.COUNTRY, country)


def matrix() -> dict[str, dict[str, list[str]]]:
    """Return the WSIS-SDG matrix, by one query: Action Line -> goal -> targets (often none)."""
    rows: dict[str, dict[str, list[str]]] = {}
    pairs = MatrixPair.objects.order_by("action_line__sort_order", "sdg__sort_order")
    for line, goal, targets in pairs.values_list("action_line__code", "sdg__code", "targets"):
        rows.setdefault(line, {})[goal] = targets
    return rows


def _terms(vocabulary: str) -> Mapping[str, snapshot.TermFacts]:
    return snapshot.current().terms.get(vocabulary, {})
