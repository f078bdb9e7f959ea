"""Words that a question may contain without meaning them.

They are indexed like all words (a phrase needs them); only a question leaves them out, and only when something else
is left. Folded forms, grouped by script and not by language: nobody says in which language a question is.
"""

from __future__ import annotations

_ENGLISH = """a about an and are as at be been by can for from had has have how in into is it its more not of on or our
over than that the their there these they this those through to under was we were what when where which who will with
within you your"""
_FRENCH = """au aux avec ce ces cet cette comme dans de des du elle elles en entre est et etre eux il ils la le les
leur leurs mais nos notre nous ont ou par pas plus pour qu que qui sa sans se ses son sont sous sur ta tes ton tous tout
toute toutes une un vers vos votre vous y"""
_SPANISH = """al como con contra de del desde donde durante e el ella ellas ellos en entre era es esa ese eso esta estas
este esto estos fue ha hacia han hasta la las lo los mas mediante mi muy nos nuestra nuestro o para pero por que se
segun ser si sin sobre su sus todo todos tras tu un una unas uno unos y"""
_RUSSIAN = """а без был была были было быть в вам вас весь во вот все всех вы где для до его ее если есть еще же за и из
или им их к как ко которые который между мы на над наш не нет но о об от по под при про с со так также то того том у уже
чем через что чтобы эта эти это этот этой этом я"""
_ARABIC = """الي او اي ان انها انه اذا التي الذي الذين بعد بين تحت تلك ثم حتي حول حيث خلال ذلك عبر علي عن عند غير في
قبل قد كان كانت كل كما لا لم لن ليس ما مع من منذ نحو هذا هذه هم هو هي و هناك يكون"""

_BY_LANGUAGE = {
    language: frozenset(words.split())
    for language, words in (
        ("en", _ENGLISH), ("fr", _FRENCH), ("es", _SPANISH), ("ru", _RUSSIAN), ("ar", _ARABIC), ("zh", "")
    )
}  # fmt: skip
_STOP_WORDS = frozenset().union(*_BY_LANGUAGE.values())


def is_stop_word(folded: str, language: str = "") -> bool:
    """Tell whether a folded word carries no meaning of its own in this language, or in one of the six."""
    return folded in (_BY_LANGUAGE[language] if language else _STOP_WORDS)
