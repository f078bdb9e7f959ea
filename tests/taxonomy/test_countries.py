import pytest

from cms.taxonomy import countries
from cms.taxonomy.countries import is_international, resolve_countries, resolve_country
from cms.taxonomy.data_files import LANGUAGES, cldr_name, country_codes, country_text
from cms.taxonomy.models import Term, TermAlias

# fmt: off
NOMINEES_2015 = [
    "ALGERIA", "ARGENTINA", "AZERBAIJAN", "BANGLADESH", "BENIN", "BOLIVIA", "BULGARIA", "BURKINA FASO",
    "CAMEROON", "CANADA", "CHILE", "CHINA", "COLOMBIA", "CROATIA", "CUBA",
    "DEMOCRATIC REPUBLIC OF THE CONGO", "EGYPT", "ETHIOPIA", "FIJI", "FRANCE", "GEORGIA", "GERMANY", "INDIA",
    "INDONESIA", "IRAN (ISLAMIC REPUBLIC OF)", "ITALY", "JAPAN", "KAZAKHSTAN", "KENYA", "KOREA (REP. OF)",
    "KUWAIT", "LATVIA", "LEBANON", "MALAYSIA", "MALTA", "MEXICO", "MONGOLIA", "MONTENEGRO (REPUBLIC OF)",
    "MOROCCO", "NEPAL (REPUBLIC OF)", "NETHERLANDS", "NIGERIA", "OMAN", "PAKISTAN", "PERU", "PHILIPPINES",
    "POLAND", "PORTUGAL", "QATAR", "ROMANIA", "RUSSIAN FEDERATION", "RWANDA", "SAUDI ARABIA", "SERBIA",
    "SINGAPORE", "SOUTH AFRICA", "SPAIN", "SRI LANKA", "SUDAN", "SWITZERLAND", "THAILAND", "TOGO",
    "TRINIDAD AND TOBAGO", "TURKEY", "UGANDA", "UNITED ARAB EMIRATES", "UNITED KINGDOM",
    "UNITED REPUBLIC OF TANZANIA", "UNITED STATES OF AMERICA", "URUGUAY", "YEMEN", "ZAMBIA",
]
# fmt: on
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("KE", "KE"),
        ("ke", "KE"),
        ("KEN", "KE"),
        ("  Kenya ", "KE"),
        ("KOREA (REP. OF)", "KR"),
        ("Korea, Republic of", "KR"),
        ("Rep. of Korea", "KR"),
        ("Korea, Dem. People's Rep.", "KP"),
        ("MONTENEGRO (REPUBLIC OF)", "ME"),
        ("Iran (Islamic Republic of)", "IR"),
        ("Iran, Islamic Rep.", "IR"),
        ("Viet Nam", "VN"),
        ("Vietnam", "VN"),
        ("Cote dIvoire", "CI"),
        ("Côte d'Ivoire", "CI"),
        ("Ivory Coast", "CI"),
        ("Turkey", "TR"),
        ("TÜRKİYE", "TR"),
        ("Hong Kong SAR, China", "HK"),
        ("Hong Kong", "HK"),
        ("U.S.A.", "US"),
        ("The Gambia", "GM"),
        ("Dem. Rep. of the Congo (DRC)", "CD"),
        ("Congo, Rep.", "CG"),
        ("Royaume du Maroc", "MA"),
        ("República de Cuba", "CU"),
        ("Республика Казахстан", "KZ"),
        ("Россия", "RU"),
        ("المملكة العربية السعودية", "SA"),
        ("جمهورية السودان", "SD"),
        ("中国", "CN"),
        ("Bosnia & Herzegovina", "BA"),
        ("St. Vincent and the Grenadines", "VC"),
        ("Micronesia, Federated States of", "FM"),
        ("Korea", None),
        ("Republic of China", None),
        ("Virgin Islands", None),
        ("Republic", None),
        ("Atlantis", None),
        ("INTERNATIONAL", None),
        ("", None),
        ("???", None),
    ],
)
def test_resolve_country(text, code):
    assert resolve_country(text) == code


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_country_is_found_under_its_own_names(language):
    names = {name: code for code in country_codes() for name in (country_text(code, language).label, code)}
    assert {name: resolve_country(name) for name in names} == names
    assert {code for code in country_codes() if resolve_country(cldr_name(code, language)) != code} == set()


def test_no_spelling_stands_for_two_countries():
    meanings = {}
    for code, name in countries._names():
        meanings.setdefault(countries._key(countries.fold(name)), set()).add(code)
    assert [codes for codes in meanings.values() if len(codes) > 1] == []


def test_all_nominees_of_2015():
    assert [text for text in NOMINEES_2015 if resolve_country(text) is None] == []


@pytest.mark.parametrize(
    ("text", "codes", "unresolved"),
    [
        ("South Africa / international", ["ZA"], ["international"]),
        ("Kenya, Uganda and Tanzania", ["KE", "UG", "TZ"], []),
        ("Korea, Republic of, Japan; Chad|Trinidad and Tobago", ["KR", "JP", "TD", "TT"], []),
        ("Kenya; KE; KEN", ["KE"], []),
        ("Atlantis and Lemuria", [], ["Atlantis and Lemuria"]),
        ("Kenya and Lemuria", ["KE"], ["Lemuria"]),
        ("مصر، السودان", ["EG", "SD"], []),
        (" ; / , ", [], []),
    ],
)
def test_resolve_countries(text, codes, unresolved):
    assert resolve_countries(text) == (codes, unresolved)


@pytest.mark.parametrize(
    ("text", "answer"), [("INTERNATIONAL", True), ("Worldwide", True), ("国际", True), ("Kenya", False)]
)
def test_is_international(text, answer):
    assert is_international(text) is answer


def test_an_alias_of_an_editor_wins(vocabularies):
    korea = Term.objects.get(vocabulary="country", code="KR")
    TermAlias.objects.create(term=korea, alias="Korea")
    TermAlias.objects.create(term=korea, alias="The Land of the Morning Calm")
    assert resolve_country("KOREA") == "KR"
    assert resolve_country("the land of the morning-calm") == "KR"


def test_an_alias_of_another_vocabulary_is_no_country(vocabularies):
    TermAlias.objects.create(term=Term.objects.get(code="c9"), alias="Press")
    assert resolve_country("Press") is None
