"""Text from elsewhere made fit to be kept."""

import pytest

from cms.records.importing.text import is_damaged, plain, printable, rich


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Plain words", "Plain words"),
        ("  two\n lines\t", "two lines"),
        ("<b>Bold</b> title", "Bold title"),
        ("Health &amp; Education", "Health & Education"),
        ("&lt;b&gt;Hidden&lt;/b&gt;", "Hidden"),
        ("One<br>Two<li>Three", "One Two Three"),
        ("less < 5 % & more > 3", "less < 5 % & more > 3"),
        ("write to <info@example.org>", "write to <info@example.org>"),
        ("<script>alert(1)</script>Safe", "Safe"),
        ("Ã‰ducation numÃ©rique", "Éducation numérique"),
        ("nul\x00 and bell\x07", "nul and bell"),
        ("turned \u202eround", "turned round"),
        ("全角（ＡＢＣ）", "全角（ＡＢＣ）"),
        ("مشروع", "مشروع"),
    ],
)
def test_plain_text_is_one_clean_line(given: str, expected: str) -> None:
    assert plain(given) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("", ""),
        ("One.\nStill one.\n\nTwo.", "<p>One.<br/>Still one.</p><p>Two.</p>"),
        ("R&D < 5", "<p>R&amp;D &lt; 5</p>"),
        ("R&amp;D", "<p>R&amp;D</p>"),
        ("<p>One</p><p></p><p>Two</p>", "<p>One</p><p>Two</p>"),
        ("Loose<br><br>words<br>here", "<p>Loose</p><p>words<br/>here</p>"),
        ("<div>A<strong>b</strong><em>c</em></div>", "<p>A<b>b</b><i>c</i></p>"),
        ("<h1>Head</h1>Body", "<h3>Head</h3><p>Body</p>"),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>c", "<ul><li>a<ul><li>b</li></ul></li></ul><p>c</p>"),
        ('<a href="https://example.org/" onclick="x()">l</a>', '<p><a href="https://example.org/">l</a></p>'),
        ('<a href="javascript:x()">l</a>', "<p>l</p>"),
        ("<script>alert(1)</script><p>Safe</p><img src=x onerror=y>", "<p>Safe</p>"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "<p>a b</p>"),
        ("&lt;p&gt;Hidden&lt;/p&gt;", "<p>Hidden</p>"),
        ("<p>AprÃ¨s</p>", "<p>Après</p>"),
        ("<p>unclosed <b>bold", "<p>unclosed <b>bold</b></p>"),
    ],
)
def test_rich_text_keeps_our_few_tags(given: str, expected: str) -> None:
    assert rich(given) == expected


def test_cleaning_again_changes_nothing() -> None:
    once = rich("<div>A &amp; b<br><br>c</div><ul><li>d</ul> e < f")

    assert rich(once) == once


def test_what_was_lost_before_is_seen() -> None:
    assert (
        is_damaged(plain("caf\ufffd"))
        and is_damaged(plain("\ud800 half a pair"))
        and not is_damaged(plain("café"))
    )


@pytest.mark.parametrize("tags", ["<b>", "<i><p>", "<ul><li>", "<p><br>"])
def test_thousands_of_unclosed_tags_leave_no_text(tags: str) -> None:
    assert plain(rich(tags * (40_000 // len(tags)))).strip() == ""


def test_what_is_told_can_be_written_and_shown() -> None:
    assert printable("\ud800 \x1b[2J médecin\n") == "\ufffd \ufffd[2J médecin\n"
