"""200 query strings that nobody means well."""

from urllib.parse import quote, urlencode

WORDS = (
    "\x00", "\r\n\r\nSet-Cookie: a=b", "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"), "\u202etxt.exe",
    '"', '"unbalanced', "'" * 99, "(((((", "a OR", "AND", "NOT", "*", "?", "*:*", "title:*", "id:1", "_id:*",
    "+-!(){}[]^~", "/(a+)+$/", "(a+)+" * 40 + "$", ".*" * 200, "[[[[", "\\", "a\\", "~2", "a~9999999", "a^1e308",
    "[a TO z]", "{* TO *}", "<script>alert(1)</script>", "<mark>", "&lt;mark&gt;", "' OR 1=1 --", "'; DROP TABLE x; --",
    "${jndi:x}",
    "{{ 7*7 }}", "{% debug %}", "%s%s%s%n", "../../../etc/passwd", "\ufeff", "\u200b" * 300, "\u0301" * 400,
    "é" * 500, "医" * 500, "ا" * 500, "🏳️‍🌈" * 80, "a" * 499, "a" * 501, "a" * 20_000, "a " * 5_000, "rural " * 300,
    "-", "--", "- -", "\t\n\x0b\x0c", " ", "𝕽𝖚𝖗𝖆𝖑", "ﷺ" * 100, "İıŞş", "ß" * 200, "null", "undefined", "NaN", "true",
    "1e309", "0x10", "９９９", "-1", "2000000000",
)  # fmt: skip
NUMBERS = (
    "-1", "0", "1.5", "1e3", "2000000000", "9" * 400, "0x10", "٣", "１", "NaN", "inf", "null", "", " 1 ", "1,2", "[]",
    "\x00",
)  # fmt: skip
FACETS = (
    "action_line", "sdg", "country", "region", "stakeholder", "organisation", "status", "language", "year", "prize",
    "kind",
)  # fmt: skip
VALUES = ("\x00", "*", "x" * 5000, "' OR 1=1", "<b>", "ZZ", "../..")

QUERIES: tuple[str, ...] = (
    *(f"q={quote(word)}" for word in WORDS),
    *(f"{name}={quote(value)}" for name in ("page", "size", "year_from", "year_to") for value in NUMBERS),
    *(f"{name}={quote(value)}" for name in FACETS for value in VALUES),
    *(f"sort={value}" for value in ("x", "RELEVANCE", "_score", "relevance,title", "%00")),
    *(f"cursor={value}" for value in ("x", "%00", "a" * 3000, "AAAA", "bnVsbA", "eyJhIjoxfQ", "%F0%9F%92%A9")),
    *(f"all={value}" for value in ("country", "nothing", "%00", "year", "__class__")),
    "q=%FF%FE", "q=%C3%28", "q=%ED%A0%80", "%", "=", "&&&&", "?", "q", "q[]=a", "q=a&q=b&q=%00", ";q=a",
    "q=a;sort=title",
    "&".join(f"country={a}{b}" for a in "ABCDEFGH" for b in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "&".join(f"organisation=org-{number}" for number in range(900)),
    "&".join(f"x{number}=1" for number in range(20_000)),
    urlencode(dict.fromkeys(FACETS, "africa")),
    "year_from=9999&year_to=0000", "year_from=2020&year_to=2010", "size=100&page=100", "size=100&page=101",
    "page=500", "sort=title&page=500", "lang=xx", "lang=%00", "lang=en&lang=",
)  # fmt: skip
