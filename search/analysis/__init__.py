"""The words of a text as search sees them, in six languages and without a language.

Index, question, highlight, suggestion and spelling all go through this package, so they agree by construction.
A text becomes tokens joined by blanks: folded (case, accents), stemmed in its language, Chinese, Japanese and
Korean runs as overlapping pairs. Plain Python and the Snowball stemmers; no Django, no engine.
"""

from search.analysis.folding import fold, fold_title
from search.analysis.scripts import is_cjk
from search.analysis.stopwords import is_stop_word
from search.analysis.tokens import (
    LANGUAGES,
    Span,
    analyse,
    find,
    plain_words,
    raw_words,
    stems,
    tokens_of,
    words_in,
)

__all__ = [
    "LANGUAGES",
    "Span",
    "analyse",
    "find",
    "fold",
    "fold_title",
    "is_cjk",
    "is_stop_word",
    "plain_words",
    "raw_words",
    "stems",
    "tokens_of",
    "words_in",
]
