"""What changed in the text of a segment, word by word."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from cms.translations.values import HAN, LINE_BREAK, TAG, WORD, normal

MARKS = "\u0300-\u036f\u064b-\u065f\u0670"
"""Accents and vowels that no composed letter has: they belong to the word."""
OTHER_WORD = rf"[^\W_{HAN}](?:['\u2019.,]?[^\W_{HAN}]|[{MARKS}])*"
TOKEN = re.compile(rf"[{HAN}]|{OTHER_WORD}|\s+|.", re.DOTALL)
"""A Chinese character, a word or number with the signs inside it, blanks, or any other sign."""
BREAK = "<br/>"
MOST = 4_000_000
"""Pairs of tokens up to which two texts are compared: some 2,000 words each."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a sign or blanks; or a tag, which is shown as it is typed."""

    text: str
    is_tag: bool = False

    @property
    def is_word(self) -> bool:
        return self.is_tag or WORD.search(self.text) is not None

    def __html__(self) -> str:
        if not self.is_tag:
            return escape(self.text)
        shown = format_html('<code dir="ltr">{}</code>', self.text)
        return shown + mark_safe("<br>") if self.text == BREAK else shown


@dataclass(frozen=True, slots=True)
class Stretch:
    """Tokens side by side with one fate: in both texts, or taken out, added, or one replaced by the other."""

    before: Sequence[Token]
    now: Sequence[Token]
    is_kept: bool = False

    @property
    def is_replaced(self) -> bool:
        return not self.is_kept and bool(self.before) and bool(self.now)

    def __html__(self) -> str:
        if self.is_kept:
            return _joined(self.now)
        parts = [
            format_html(element, _joined(tokens))
            for element, tokens in (("<del>{}</del>", self.before), ("<ins>{}</ins>", self.now))
            if tokens
        ]
        return _joined(parts)


def marked(before: str, now: str) -> SafeString:
    """Return the text now as HTML, what was added in <ins> and what was taken out in <del>.

    Both are HTML with inline markup, as in Segment. Tags are shown as they are typed, so a change of markup is read
    like a change of words. Two texts with little in common and thousands of words are replaced as a whole.
    """
    return _joined(_with_fewer_pieces(_stretches(_tokens(before), _tokens(now))))


def _tokens(text: str) -> list[Token]:
    """Return the tokens of HTML; texts that count as equal have equal tokens."""
    text = LINE_BREAK.sub(BREAK, normal(text))
    tokens: list[Token] = []
    at = 0
    for tag in TAG.finditer(text):
        tokens += [*_words(text[at : tag.start()]), Token(tag[0], is_tag=True)]
        at = tag.end()
    return [*tokens, *_words(text[at:])]


def _words(text: str) -> Iterator[Token]:
    return map(Token, TOKEN.findall(unicodedata.normalize("NFC", html.unescape(text))))


def _stretches(before: Sequence[Token], now: Sequence[Token]) -> Iterator[Stretch]:
    start = _shared(before, now, lambda tokens: tokens)
    end = _shared(before[start:], now[start:], lambda tokens: tokens[::-1])
    old, new = before[start : len(before) - end], now[start : len(now) - end]
    yield Stretch(before[:start], now[:start], is_kept=True)
    if len(old) * len(new) > MOST:
        yield Stretch(old, new)
    else:
        matcher = SequenceMatcher(lambda token: not token.is_word, old, new)
        for kind, *(a, b, c, d) in matcher.get_opcodes():
            yield Stretch(old[a:b], new[c:d], is_kept=kind == "equal")
    yield Stretch(before[len(before) - end :], now[len(now) - end :], is_kept=True)


def _shared(
    one: Sequence[Token], other: Sequence[Token], ordered: Callable[[Sequence[Token]], Sequence[Token]]
) -> int:
    """Return how many tokens both have at the end that `ordered` puts first."""
    pairs = zip(ordered(one), ordered(other), strict=False)
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _with_fewer_pieces(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """Yield the stretches; words replaced side by side are replaced together, with the blanks between them."""
    waiting: list[Stretch] = []
    for stretch in stretches:
        if stretch.is_replaced and len(waiting) == 2:
            waiting = [_together(*waiting, stretch)]
        elif stretch.is_replaced and not waiting:
            waiting = [stretch]
        elif stretch.is_kept and len(waiting) == 1 and not any(token.is_word for token in stretch.now):
            waiting.append(stretch)
        else:
            yield from waiting
            waiting = [stretch] if stretch.is_replaced else []
            yield from () if waiting else (stretch,)
    yield from waiting


def _together(*stretches: Stretch) -> Stretch:
    before = [token for stretch in stretches for token in stretch.before]
    now = [token for stretch in stretches for token in stretch.now]
    return Stretch(before, now)


def _joined(parts: Iterable[Token | Stretch | SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))
