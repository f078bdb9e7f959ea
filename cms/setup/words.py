"""First words of the fixed pages in six languages; editors change them in the admin."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageWords:
    title: str
    introduction: str


HOME = {
    "en": PageWords(
        "Projects that build the information society",
        "An international repository, told by the people who run the projects, reviewed by editors, "
        "readable in six languages.",
    ),
    "fr": PageWords(
        "Les projets qui bâtissent la société de l’information",
        "Un répertoire international, raconté par celles et ceux qui mènent les projets, relu par des rédacteurs, "
        "lisible en six langues.",
    ),
    "es": PageWords(
        "Proyectos que construyen la sociedad de la información",
        "Un repositorio internacional, contado por quienes llevan los proyectos, revisado por editores, "
        "legible en seis idiomas.",
    ),
    "ru": PageWords(
        "Проекты, создающие информационное общество",
        "Международное собрание проектов: о них рассказывают те, кто их ведёт, тексты проверяют редакторы, "
        "читать можно на шести языках.",
    ),
    "ar": PageWords(
        "مشاريع تبني مجتمع المعلومات",
        "مستودع دولي يرويه القائمون على المشاريع ويراجعه محررون، ويمكن قراءته بست لغات.",
    ),
    "zh": PageWords("建设信息社会的项目", "一个国际项目库：由项目实施者讲述，经编辑审核，可用六种语言阅读。"),
}
STOCKTAKING = {
    "en": PageWords(
        "Stocktaking", "Find projects by words, Action Line, goal, country, year or organisation."
    ),
    "fr": PageWords(
        "Inventaire",
        "Trouvez des projets par mots, grande orientation, objectif, pays, année ou organisation.",
    ),
    "es": PageWords(
        "Inventario", "Busque proyectos por palabras, línea de acción, objetivo, país, año u organización."
    ),
    "ru": PageWords(
        "Обзор", "Найдите проекты по словам, направлению деятельности, цели, стране, году или организации."
    ),
    "ar": PageWords("الجرد", "ابحث عن المشاريع بالكلمات أو خط العمل أو الهدف أو البلد أو السنة أو المنظمة."),
    "zh": PageWords("评估", "按词语、行动方面、目标、国家、年份或组织查找项目。"),
}
PRIZES = {
    "en": PageWords("Prizes", "The yearly contest along the WSIS Action Lines, since 2012."),
    "fr": PageWords("Prix", "Le concours annuel selon les grandes orientations du SMSI, depuis 2012."),
    "es": PageWords("Premios", "El concurso anual según las líneas de acción de la CMSI, desde 2012."),
    "ru": PageWords("Премии", "Ежегодный конкурс по направлениям деятельности ВВУИО, с 2012 года."),
    "ar": PageWords("الجوائز", "المسابقة السنوية وفق خطوط عمل القمة العالمية لمجتمع المعلومات منذ عام 2012."),
    "zh": PageWords("奖项", "自2012年起按信息社会世界峰会行动方面举办的年度竞赛。"),
}
