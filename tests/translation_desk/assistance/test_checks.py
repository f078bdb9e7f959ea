"""What can be told of a translation without understanding it, and how seldom a good one is suspected."""

from __future__ import annotations

import gzip
import json
from collections import Counter, defaultdict
from itertools import permutations
from pathlib import Path

import pytest
from django.utils import translation

from cms.translation_desk.assistance.checks import Kind, Severity, problems

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
REAL_TEXTS = Path(__file__).parents[4] / "shared/data/sdg_texts_six_languages.jsonl.gz"
MOST_FALSE_WARNINGS = 0.05
LONG = "Teachers in forty villages learn how to use tablets, and the network brings lessons to every school."
TWO = "Schools learn. The network brings lessons to every village."

BLOCKING = [
    (Kind.PLACEHOLDERS, "Dear %(name)s", "Cher %(nom)s", "fr"),
    (Kind.PLACEHOLDERS, "Dear %s", "Cher", "fr"),
    (Kind.PLACEHOLDERS, "Dear reader", "Cher {reader}", "fr"),
    (Kind.PLACEHOLDERS, "{} of {}", "{} sur", "fr"),
    (Kind.MARKUP, "An open network", "Un réseau <b>ouvert</b>", "fr"),
    (Kind.MARKUP, 'An <a id="a1">open</a> network', 'Un réseau <a id="a2">ouvert</a>', "fr"),
    (Kind.MARKUP, 'An <a id="a1">open</a> network', 'Un réseau <a href="https://x.org">ouvert</a>', "fr"),
    (Kind.MARKUP, "An open network", "Un réseau <script>ouvert</script>", "fr"),
    (Kind.MARKUP, "An <b>open</b> network", "Un réseau <b>ouvert", "fr"),
    (Kind.MARKUP, "An <b>open</b> network", "Un réseau ouvert</b>", "fr"),
    (Kind.MARKUP, "<b>An <i>open</i></b> network", "<b>Un <i>réseau</b> ouvert</i>", "fr"),
    (Kind.DIRECTION, "An open network", "شبكة \u202bمفتوحة", "ar"),
    (Kind.DIRECTION, "An open network", "شبكة \u2067مفتوحة\u202c", "ar"),
    (Kind.DIRECTION, "An open network", "شبكة مفتوحة&#x2069;", "ar"),
]
WARNING = [
    (Kind.LINKS, 'An <a id="a1">open</a> network', "Un réseau ouvert", "fr"),
    (Kind.LINKS, '<a id="a1">Open</a> network', '<a id="a1">Réseau</a> <a id="a1">ouvert</a>', "fr"),
    (Kind.NUMBERS, "In 2030 for 120 schools", "En 2030 pour 210 écoles", "fr"),
    (Kind.NUMBERS, "For 4 schools", "Pour 5 écoles", "fr"),
    (Kind.NUMBERS, "It costs $1.5 million", "Cela coûte 1,5 milliard de dollars", "fr"),
    (Kind.NUMBERS, "It costs 1,234 dollars", "Cela coûte 1,234 dollar", "fr"),
    (Kind.NUMBERS, "100 million people", "1000万人", "zh"),
    (Kind.LENGTH, LONG, "Enseignants de quarante villages.", "fr"),
    (Kind.LENGTH, "A network.", f"Un réseau. {LONG}", "fr"),
    (Kind.LENGTH, LONG, "教师们。", "zh"),
    (Kind.UNTRANSLATED, "Open network for schools", "Open network for schools", "fr"),
    (Kind.UNTRANSLATED, "Open network for <b>schools</b>", "Open Network <b>for</b> schools", "es"),
    (Kind.UNTRANSLATED, "Open network for schools", "Open network for schools", "zh"),
    (Kind.UNTRANSLATED, TWO, "تتعلم المدارس. The network brings lessons to every village.", "ar"),
    (Kind.UNTRANSLATED, TWO, "Школы учатся: network brings lessons to каждой деревне.", "ru"),
    (Kind.UNTRANSLATED, TWO, "学校在学习。网络 brings lessons to every 村庄。", "zh"),
    (Kind.UNTRANSLATED, TWO, "Les écoles apprennent. The network brings lessons to every village.", "fr"),
    (
        Kind.UNTRANSLATED,
        TWO,
        "The network brings lessons to every village. Las escuelas aprenden.",
        "es",
    ),
    (Kind.NUMBERS, "In 2030 for 120 schools", "في ٢٠٣٠ من أجل 120 مدرسة", "ar"),
    (Kind.NUMBERS, "From 2019 to 2024", "من ٢٠١٩ إلى 2024", "ar"),
    (Kind.PUNCTUATION, "Schools learn.", "Les écoles apprennent", "fr"),
    (Kind.PUNCTUATION, "Do schools learn?", "学校学习吗。", "zh"),
    (Kind.PUNCTUATION, "Do schools learn?", "هل تتعلم المدارس", "ar"),
    (Kind.PUNCTUATION, "Schools learn:", "Школы учатся.", "ru"),
    (Kind.DIRECTION, "An open network", "Un réseau \u200fouvert", "fr"),
    (Kind.BLANKS, "An open network", "Un  réseau ouvert", "fr"),
    (Kind.BLANKS, "An open network", "Un&nbsp; réseau ouvert", "fr"),
    (Kind.BLANKS, "An <b>open</b> network", "Un réseau <b> ouvert</b>", "fr"),
    (Kind.SCRIPT, "An open network", "Un réseau открытый", "fr"),
    (Kind.SCRIPT, "An open network", "Сеть 网络", "ru"),
    (Kind.SCRIPT, "An open network", "Un r\u0435seau ouvert", "fr"),
    (Kind.SCRIPT, "An open network", "Otkrytaya set dlya shkol", "ru"),
]
GOOD = [
    (
        "The World Summit on the Information Society met.",
        "عقدت World Summit on the Information Society اجتماعها.",
        "ar",
    ),
    ("Software by Tools for Better Schools helps.", "Помогают программы Tools for Better Schools.", "ru"),
    (
        "Write to help@example.org or see www.example.org/a/b.",
        "اكتب إلى help@example.org أو انظر www.example.org/a/b.",
        "ar",
    ),
    ("It works well. Read it.", "It works well : on le lit.", "fr"),
    (
        "4G and COVID-19 in 2030, for C7",
        "شبكات 4G وجائحة COVID-19 في ٢٠٣٠، وخط العمل C7",
        "ar",
    ),
    ("4G and COVID-19 in 2030, with 12 villages", "شبكات 4G وجائحة COVID-19 في 2030، و12 قرية", "ar"),
    ("Dear %(name)s, {count} of {}", "{count} sur {} pour %(name)s", "fr"),
    ("50 % of schools, 100% digital", "50 % des écoles, 100 % numériques", "fr"),
    ('An <a id="a1">open</a> <b>network</b>', 'Un <b>réseau</b> <a id="a1">ouvert</a>', "fr"),
    ("One<br/>two", "Un<br>deux", "fr"),
    ("An <i>open</i> network", "开放网络", "zh"),
    ("1,234.5 km in 2030", "1 234,5 km en 2030", "fr"),
    ("1,234.5 km in 2030", "1.234,5 km en 2030", "es"),
    ("1,234.5 km in 2030", "1,234.5 km en 2030", "es"),
    ("1,234.5 km in 2030", "1\u202f234,5 км в 2030 году", "ru"),
    ("1,234.5 km in 2030", "١٬٢٣٤٫٥ كم في ٢٠٣٠", "ar"),
    ("Deaths per 100,000 people", "الوفيات لكل 000 100 نسمة", "ar"),
    ("Deaths per 100,000 people", "الوفيات لكل 100 ألف نسمة", "ar"),
    ("Deaths per 100 000 people", "每10万人死亡数", "zh"),
    ("In 2030, for 350 million people", "到二〇三〇年，三亿五千万人", "zh"),
    ("$100 billion", "1000亿美元", "zh"),
    ("$100 billion", "100.000 millones de dólares", "es"),
    ("$100 billion", "100 млрд долл.", "ru"),
    ("5 km of fibre", "5千米光纤", "zh"),
    ("On 12.05.2020 at 10:30", "12/05/2020, 10 h 30", "fr"),
    ("For 4 schools", "Pour quatre écoles", "fr"),
    ("1 million people", "un millón de personas", "es"),
    ("Smart Village Kenya", "Smart Village Kenya", "fr"),
    ("https://www.itu.int/net4/wsis", "https://www.itu.int/net4/wsis", "fr"),
    ("Write to info at open@example.org", "Écrire à info : open@example.org", "fr"),
    ("WSIS 2030", "WSIS 2030", "zh"),
    ("Smart Village Kenya", "Smart Village Kenya", "zh"),
    ("Schools learn.", "学校学习。", "zh"),
    ("He said “learn.”", "Il a dit « apprenez ».", "fr"),
    ("Do schools learn?", "هل تتعلم المدارس؟", "ar"),
    ("And so on...", "и так далее…", "ru"),
    ("Called “Сеть” in Russian", "Appelé « Сеть » en russe", "fr"),
    ("An open network of WSIS", "شبكة \u2066WSIS\u2069 المفتوحة\u200f", "ar"),
    ("IT school", "IT-школа", "ru"),
    ("Anything", "", "fr"),
    ("Anything", "<b> </b>", "fr"),
]


@pytest.mark.parametrize(("kind", "source", "target", "language"), BLOCKING)
def test_what_blocks(kind, source, target, language):
    first, *_others = problems(source, target, "en", language)
    assert (first.kind, first.severity) == (kind, Severity.BLOCKS)


@pytest.mark.parametrize(("kind", "source", "target", "language"), WARNING)
def test_what_warns(kind, source, target, language):
    found = problems(source, target, "en", language)
    assert [(problem.kind, problem.severity) for problem in found] == [(kind, Severity.WARNS)]


@pytest.mark.parametrize(("source", "target", "language"), GOOD)
def test_what_is_good(source, target, language):
    assert problems(source, target, "en", language) == []


def test_what_blocks_comes_first():
    found = problems('An <a id="a1">open</a> network.', "Un  réseau %(x)s", "en", "fr")
    severities = [problem.severity for problem in found]
    assert severities == [Severity.BLOCKS, Severity.WARNS, Severity.WARNS, Severity.WARNS]


def test_a_message_says_what_and_what_to_do_in_the_language_of_the_reader():
    found = problems("In 2030, for 120 schools", "Des écoles sont prévues", "en", "fr")[0]
    with translation.override("en"):
        assert str(found.message) == "Numbers of the original are missing: 2030, 120. Check the numbers."


def test_an_original_in_another_language_than_english():
    assert problems("2,5 millones de personas", "2.5 million people", "es", "en") == []
    assert [each.kind for each in problems("三亿五千万人在5所学校", "People in 6 schools", "zh", "en")] == [
        Kind.NUMBERS
    ]


@pytest.mark.skipif(not REAL_TEXTS.exists(), reason="the real texts are not beside this checkout")
def test_good_translations_are_seldom_suspected():
    """UN texts in six languages: of each kind, into each language from each, under 5 of 100 are warned."""
    texts: dict[str, dict[str, str]] = defaultdict(dict)
    with gzip.open(REAL_TEXTS, "rt", encoding="utf-8") as lines:
        for line in map(json.loads, lines):
            texts[line["group"]][line["language"][:2]] = line["text"]
    suspected = Counter(
        (kind, source, language)
        for source, language in permutations(LANGUAGES, 2)
        for text in texts.values()
        for kind in {each.kind for each in problems(text[source], text[language], source, language)}
    )
    most = MOST_FALSE_WARNINGS * len(texts)
    assert {case: count for case, count in suspected.items() if count >= most} == {}
