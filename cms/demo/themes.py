"""What goes with each action line: goals, people, places and kinds of organisation that suit it.

Letters stand for numbers in the phrase files, "a" for the first item. `groups`, `needs` and
`outcomes` have one word for each of the theme's eight subjects, "-" where no item fits.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

ENTITY_TYPES = (
    "government",
    "civil-society",
    "academia",
    "private-sector",
    "international-organization",
    "other",
)


@cache
def numbers(letters: str) -> tuple[int, ...]:
    """Positions named by letters: "ad" is (0, 3), "-" is ()."""
    return tuple(ord(letter) - ord("a") for letter in letters if letter != "-")


@dataclass(frozen=True, slots=True)
class Theme:
    code: str
    sdgs: tuple[int, ...]
    """Goals the WSIS-SDG matrix joins to the action line, the closest first."""
    groups: str
    needs: str
    outcomes: str
    sites: str
    ministry: int
    """Number of the ministry in the phrase files."""
    related: tuple[str, ...]
    places: str = "abcdefghij"
    """Kinds of area where such a project is plausible."""
    entities: tuple[int, ...] = (44, 20, 12, 14, 6, 4)
    """How often each of ENTITY_TYPES runs such a project, in percent."""

    def groups_of(self, subject: int) -> tuple[int, ...]:
        return numbers(self.groups.split()[subject])

    def needs_of(self, subject: int) -> tuple[int, ...]:
        return numbers(self.needs.split()[subject])

    def outcomes_of(self, subject: int) -> tuple[int, ...]:
        return numbers(self.outcomes.split()[subject])

    def areas(self) -> tuple[int, ...]:
        return numbers(self.places)

    def site_kinds(self) -> tuple[int, ...]:
        return numbers(self.sites)


THEMES: dict[str, Theme] = {
    theme.code: theme
    for theme in (
        Theme(
            "c1",
            sdgs=(16, 17, 10, 5, 1),
            groups="jgm mno agm jk jm ano jlm adim",
            needs="ab ab ab ab a ab ab a",
            outcomes="ab b ab b b b ab b",
            sites="eg",
            ministry=0,
            related=("c6", "c11", "c7-e-government"),
            places="beg",
        ),
        Theme(
            "c2",
            sdgs=(9, 11, 8, 1),
            groups="nio nmi ni gk bko fkp nia mnh",
            needs="ab ab a b b ab a -",
            outcomes="ab ab b ab b b ab b",
            sites="cei",
            ministry=0,
            related=("c3", "c6", "c11"),
        ),
        Theme(
            "c3",
            sdgs=(4, 10, 16, 9, 5),
            groups="fkdn bacod gkm ani cd ano fkp acdg",
            needs="a b a ab b ab a a",
            outcomes="ab - b b - a a b",
            sites="dhca",
            ministry=0,
            related=("c4", "c8", "c2"),
        ),
        Theme(
            "c4",
            sdgs=(4, 5, 8, 1),
            groups="acbd pk bf jm anco bk kp bfk",
            needs="ab ab ab ab ab ab ab ab",
            outcomes="ab ab ab ab ab ab ab ab",
            sites="adh",
            ministry=1,
            related=("c3", "c7-e-learning", "c10"),
            entities=(28, 30, 22, 12, 4, 4),
        ),
        Theme(
            "c5",
            sdgs=(16, 9, 5, 4),
            groups="gjm pfk gj pka mj gcn gj cao",
            needs="a a ab ab b b b a",
            outcomes="a - b a - - - ab",
            sites="gaj",
            ministry=0,
            related=("c6", "c10", "c7-e-government"),
            places="beg",
        ),
        Theme(
            "c6",
            sdgs=(9, 8, 17, 16, 10),
            groups="gn gb gj gb ni aon bgk jm",
            needs="ab b a a a a b a",
            outcomes="ab a - a b - - -",
            sites="gj",
            ministry=0,
            related=("c1", "c2", "c7-e-business"),
            places="beg",
            entities=(60, 8, 8, 16, 5, 3),
        ),
        Theme(
            "c7-e-government",
            sdgs=(16, 9, 17),
            groups="cdno ano hoan aceo gm cdn gco acdo",
            needs="ab ab ab b a - a a",
            outcomes="ab ab a ab - a b -",
            sites="ge",
            ministry=7,
            related=("c1", "c5", "c6"),
            entities=(72, 6, 4, 14, 2, 2),
        ),
        Theme(
            "c7-e-business",
            sdgs=(8, 9, 5, 1, 17),
            groups="ai g ao g g ag ad aeg",
            needs="a b ab - b a a b",
            outcomes="ab b b - a a ab -",
            sites="jf",
            ministry=4,
            related=("c6", "c7-e-employment", "c2"),
            entities=(22, 22, 6, 42, 4, 4),
        ),
        Theme(
            "c7-e-learning",
            sdgs=(4,),
            groups="phnk fkpn f kn bao d kpo pnhi",
            needs="ab ab a a b a ab a",
            outcomes="ab a a a b a b a",
            sites="ah",
            ministry=1,
            related=("c4", "c3", "c8"),
            entities=(34, 24, 24, 12, 3, 3),
        ),
        Theme(
            "c7-e-health",
            sdgs=(3, 1, 5, 2),
            groups="anlo nlc aop nl ln cdo odn bkhc",
            needs="ab a b b b - - a",
            outcomes="b a b - - - - -",
            sites="bc",
            ministry=2,
            related=("c3", "c4", "c7-e-science"),
            entities=(40, 20, 14, 16, 6, 4),
        ),
        Theme(
            "c7-e-employment",
            sdgs=(8, 4, 5),
            groups="bdoa bpo d bh hba kp kb ao",
            needs="ab ab a b - b b a",
            outcomes="ab a a a - - b b",
            sites="dgj",
            ministry=5,
            related=("c4", "c7-e-business", "c6"),
            entities=(38, 22, 8, 24, 4, 4),
        ),
        Theme(
            "c7-e-environment",
            sdgs=(13, 15, 11, 12, 6),
            groups="noi gkm kfo in noe kfi nia jmf",
            needs="a b b b b b a b",
            outcomes="a b - - b - a b",
            sites="ice",
            ministry=3,
            related=("c7-e-science", "c11", "c3"),
        ),
        Theme(
            "c7-e-agriculture",
            sdgs=(2, 1, 13, 12),
            groups="ea eai ei ea ea eai ea ea",
            needs="a ab b b a a b a",
            outcomes="b a - a a a a -",
            sites="fc",
            ministry=3,
            related=("c7-e-business", "c3", "c4"),
            places="acdghij",
            entities=(34, 26, 14, 18, 5, 3),
        ),
        Theme(
            "c7-e-science",
            sdgs=(9, 17, 4),
            groups="kf kf k nfe k k e k",
            needs="a ab - - b - b b",
            outcomes="- a b - a b a -",
            sites="dgi",
            ministry=1,
            related=("c3", "c11", "c4"),
            places="beg",
            entities=(18, 8, 58, 6, 7, 3),
        ),
        Theme(
            "c8",
            sdgs=(11, 4, 10, 16),
            groups="inc ifk fkc kip kif ifk inb cin",
            needs="ab a b a b a b b",
            outcomes="ab a - a - a b -",
            sites="hcd",
            ministry=6,
            related=("c3", "c9", "c7-e-learning"),
            entities=(28, 38, 22, 5, 4, 3),
        ),
        Theme(
            "c9",
            sdgs=(16, 5, 4, 10),
            groups="nai fkp knc bna d agk bkp cdn",
            needs="b a a ab b - b a",
            outcomes="a - ab - - - a b",
            sites="ida",
            ministry=6,
            related=("c8", "c10", "c5"),
            entities=(18, 52, 12, 12, 3, 3),
        ),
        Theme(
            "c10",
            sdgs=(16, 10, 5, 9),
            groups="jm koa kpf gcp cjm ofp kb iae",
            needs="a b b b a - a a",
            outcomes="a b - b a - - -",
            sites="gad",
            ministry=7,
            related=("c5", "c9", "c1"),
            places="beg",
            entities=(26, 34, 24, 8, 5, 3),
        ),
        Theme(
            "c11",
            sdgs=(17, 10, 9),
            groups="jmg m jm kb nme gnh jmk jm",
            needs="ab ab ab b a a b ab",
            outcomes="a ab ab b a a b a",
            sites="ge",
            ministry=0,
            related=("c1", "c2", "c4"),
            places="beg",
            entities=(36, 14, 12, 4, 32, 2),
        ),
    )
}
