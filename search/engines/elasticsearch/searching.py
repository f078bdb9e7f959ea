"""One question to the generation that answers."""

from __future__ import annotations

from search import cursors
from search.engines.answering import Asked
from search.engines.elasticsearch import requests, responses, spelling
from search.engines.elasticsearch.asking import Asking
from search.questions import Question, pooled
from search.types import SearchResult


class AliasIndex:
    """The index behind the alias as search.engines.answering.Index."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking

    def answer(self, asked: Asked) -> SearchResult:
        cursor, index = None, ""
        if asked.request.cursor:
            index = self._asking.generation()
            cursor = cursors.decode(asked.request.cursor, index, asked.sort)
        body = requests.page(asked, self._pooled(asked.question), cursor)
        return responses.result(asked, body.get("from", 0), self._asking.search(body, index))

    def count(self, asked: Asked, enough: int) -> int:
        return responses.total(self._asking.search(requests.count(asked, asked.question, enough)))

    def correct(self, text: str, spared: frozenset[str]) -> str:
        return spelling.correct(self._asking, text, spared)

    def _pooled(self, question: Question) -> Question:
        if not question.has_equivalents():
            return question
        frequencies, documents = self._asking.frequencies(question.tokens())
        return pooled(question, lambda token: frequencies.get(token, 0), documents)
