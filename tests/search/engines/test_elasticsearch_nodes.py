"""Which nodes are asked a question, and whose answer counts; without a server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Event

import pytest
from elastic_transport import ApiResponseMeta, HttpHeaders, NodeConfig
from elasticsearch import ApiError, ConnectionError, ConnectionTimeout, Elasticsearch, NotFoundError

from search.engines.base import EngineUnavailable
from search.engines.elasticsearch.nodes import Nodes
from search.engines.elasticsearch.silence import Silence

LONG = 60.0
Answers = dict[int, Callable[[], str]]


@pytest.fixture
def nodes() -> Iterator[Nodes]:
    three = Nodes([Elasticsearch(f"http://127.0.0.1:{port}") for port in (1, 2, 3)])
    yield three
    three.close()


def port(client: Elasticsearch) -> int:
    (node,) = client.transport.node_pool.all()
    return node.config.port


def ask(nodes: Nodes, answers: Answers, seconds: float = LONG) -> tuple[str, list[int]]:
    """Ask nodes that answer so; return the answer and the ports of the nodes in the order in which they were asked."""
    asked = []

    def question(client: Elasticsearch) -> str:
        asked.append(port(client))
        return answers[port(client)]()

    return nodes.ask(question, seconds), asked


def gone() -> str:
    raise ConnectionError("gone")


def status(number: int, kind: type[ApiError] = ApiError) -> Callable[[], str]:
    def refuse() -> str:
        node = NodeConfig("http", "127.0.0.1", 1)
        raise kind("refused", ApiResponseMeta(number, "1.1", HttpHeaders(), 0.0, node), {})

    return refuse


def fine() -> str:
    return "fine"


def test_each_node_is_asked_in_turn(nodes: Nodes) -> None:
    answers = {1: fine, 2: fine, 3: fine}
    assert [ask(nodes, answers)[1] for _each in range(4)] == [[1], [2], [3], [1]]


@pytest.mark.parametrize("fault", [gone, *map(status, (429, 502, 503, 504))])
def test_a_node_that_fails_is_passed_over_and_asked_last_for_a_while(
    nodes: Nodes, fault: Callable[[], str]
) -> None:
    answers = {1: fault, 2: fine, 3: fine}
    assert [ask(nodes, answers)[1] for _each in range(4)] == [[1, 2], [2], [3], [2]]


def test_a_node_that_answers_again_is_asked_in_turn(nodes: Nodes) -> None:
    ask(nodes, {1: gone, 2: fine, 3: fine})
    assert ask(nodes, {1: fine, 2: gone, 3: gone}) == ("fine", [2, 3, 1])
    assert ask(nodes, {1: fine, 2: fine, 3: fine}) == ("fine", [1])


def test_when_every_node_fails_the_last_failure_is_raised(nodes: Nodes) -> None:
    with pytest.raises(ApiError) as failed:
        ask(nodes, {1: gone, 2: gone, 3: status(503)})
    assert failed.value.status_code == 503


def test_what_is_wrong_with_the_question_is_asked_of_no_other_node(nodes: Nodes) -> None:
    with pytest.raises(NotFoundError):
        ask(nodes, {1: status(404, NotFoundError), 2: fine, 3: fine})


def test_a_node_that_keeps_silent_is_overtaken_and_asked_last_for_a_while(nodes: Nodes) -> None:
    over = Event()
    answers = {1: lambda: str(over.wait(LONG)), 2: fine, 3: fine}
    try:
        assert ask(nodes, answers) == ("fine", [1, 2])
        assert [ask(nodes, answers)[1] for _each in range(3)] == [[2], [3], [2]]
    finally:
        over.set()


def test_the_answer_of_a_slow_node_counts_although_others_were_asked_meanwhile(nodes: Nodes) -> None:
    all_asked, over = Event(), Event()
    answers = {
        1: lambda: "slow" if all_asked.wait(LONG) else "",
        2: lambda: str(over.wait(LONG)),
        3: lambda: str(all_asked.set() or over.wait(LONG)),
    }
    try:
        assert ask(nodes, answers) == ("slow", [1, 2, 3])
    finally:
        over.set()


def test_nodes_that_keep_silent_are_given_up_when_the_time_is_over(nodes: Nodes) -> None:
    over = Event()
    try:
        with pytest.raises(EngineUnavailable, match="in time"):
            ask(nodes, dict.fromkeys((1, 2, 3), lambda: str(over.wait(LONG))), seconds=0.1)
    finally:
        over.set()


def test_after_a_long_silence_one_question_at_a_time_tries_again() -> None:
    now = 0.0
    silence = Silence(clock=lambda: now)
    silence.lasted(0.5)
    assert silence.may_ask()

    silence.lasted(1.8)
    assert not silence.may_ask()

    now = 2.5
    assert [silence.may_ask() for _each in range(3)] == [True, False, False]

    silence.ends()
    assert silence.may_ask()


def times_out() -> str:
    raise ConnectionTimeout("silent")


@pytest.mark.parametrize("of_the_last", [None, times_out])
def test_readers_do_not_wait_one_after_the_other_for_nodes_that_keep_silent(
    nodes: Nodes, of_the_last: Callable[[], str] | None
) -> None:
    over = Event()
    silent = dict.fromkeys((1, 2, 3), lambda: str(over.wait(LONG)))
    if of_the_last:
        silent[3] = of_the_last
    try:
        with pytest.raises((EngineUnavailable, ConnectionTimeout), match="in time|timed out"):
            ask(nodes, silent, seconds=1.3)
        with pytest.raises(EngineUnavailable, match="just not answered"):
            ask(nodes, silent)
    finally:
        over.set()


def test_a_node_that_refuses_is_not_silent(nodes: Nodes) -> None:
    over = Event()
    answers = {1: lambda: str(over.wait(LONG)), 2: lambda: str(over.wait(LONG)), 3: gone}
    try:
        with pytest.raises(ConnectionError):
            ask(nodes, answers, seconds=1.3)
        assert ask(nodes, dict.fromkeys((1, 2, 3), fine))[0] == "fine"
    finally:
        over.set()
