"""How people change the texts of an original, in five languages and four scripts."""

from __future__ import annotations

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

Content = dict[str, tuple[str, ...]]
"""The texts of each path, in their order; the paths in theirs. Never changed in place."""

PLAIN = ("title", "subtitle", "summary")
RICH = ("description", "results")
STREAM = "body."

WORDS = {
    "en": "the network reaches rural schools and clinics with radio access training for women health farmers data "
    "open local community service digital skills library young mobile project teachers village first solar centre "
    "people learn share online safety records market language",
    "fr": "le réseau relie les écoles et la santé avec accès à données élèves région télé été forêt côte même déjà "
    "communauté rurale formation des femmes jeunes métier créé où bibliothèque père mère énergie numérique sécurité "
    "marché langue première année",
    "ru": "сеть соединяет сельские школы и больницы с обучением ещё район край твой свой новый всё её данные открытый "
    "услуги цифровой навыки библиотека молодёжь первый год связь радио здоровье женщины мобильный проект учителя йод "
    "рынок язык самый",
    "ar": "الشبكة تربط المدارس الريفية و العيادات مع إنترنت أجهزة تدريب النساء صحة آمن بيانات مفتوحة أول مؤسسة خدمة "
    "رقمية مهارات مكتبة شباب مشروع قرية سنة طاقة لغة سوق ؤ آلة أرض إدارة مسؤول بيئة",
    "zh": "网络 连接 农村 学校 和 诊所 数据 开放 社区 服务 数字 技能 图书馆 青年 移动 项目 教师 村庄 第一 "
    "太阳能 中心 人民 学习 分享 安全 记录 市场 语言 培训 妇女 健康 电台",
}
BETWEEN = {"zh": ""}
STOP = {"zh": "。"}
MARKUP = re.compile(r"(<[^>]*>|&\w+;)")


class Correction(NamedTuple):
    content: Content
    edit: tuple[str, str, str]


Change = Callable[[Content], Content | None]


class Editor:
    """Writes in one language. A change returns the texts after it, or None where there is nothing to change."""

    def __init__(self, rng: random.Random, language: str) -> None:
        self.rng = rng
        self.vocabulary = WORDS[language].split()
        self.between = BETWEEN.get(language, " ")
        self.stop = STOP.get(language, ".")
        self.blocks_made = 0

    def change(self, content: Content) -> tuple[str, Content | None]:
        """Return what was done, and the texts after it."""
        changes: dict[str, tuple[Change, int]] = {
            "words changed": (self.change_words, 2),
            "rewritten wholly": (self.rewrite, 1),
            "paragraph added": (self.add, 1),
            "paragraph deleted": (self.delete, 1),
            "paragraph duplicated": (self.duplicate, 2),
            "one of two equal changed": (self.change_twin, 4),
            "paragraph moved": (self.move, 1),
            "paragraph moved to another field": (self.move_to_another_field, 1),
            "block of the stream moved": (self.move_stream_block, 1),
            "block of the stream added": (self.add_stream_block, 1),
            "block of the stream deleted": (self.delete_stream_block, 1),
            "paragraph split": (self.split, 2),
            "paragraph split and changed": (self.split_and_change, 1),
            "paragraphs merged": (self.merge, 2),
            "field cleared": (self.clear, 1),
            "field filled": (self.fill, 2),
            "field imported": (self.import_field, 1),
            "markup or punctuation changed": (self.mark_up, 2),
        }
        weights = [weight for _change, weight in changes.values()]
        kind = self.rng.choices(list(changes), weights)[0]
        return kind, changes[kind][0](content)

    # Texts.

    def sentence(self, *, least: int = 4, most: int = 12) -> str:
        words = self.rng.choices(self.vocabulary, k=self.rng.randint(least, most))
        return self.between.join(words).capitalize()

    def paragraph(self) -> str:
        if self.rng.random() < 0.2:
            return self.sentence(least=1, most=3)
        sentences = [self.sentence() + self.stop for _number in range(self.rng.randint(1, 4))]
        text = self.between.join(sentences)
        return self.marked_up(text) if self.rng.random() < 0.3 else text

    def changed(self, text: str) -> str:
        for _time in range(self.rng.randint(1, 3)):
            text = self.with_word(text, lambda word: self.rng.choice(self.vocabulary))
        return text

    def with_word(self, text: str, change: Callable[[str], str]) -> str:
        """Return the text with one of its words, or two of its Chinese characters, changed."""
        parts = MARKUP.split(text)
        places = [number for number in range(0, len(parts), 2) if re.search(r"[^\W_]", parts[number])]
        if not places:
            return text
        number = self.rng.choice(places)
        pattern = r"[^\W_]+" if self.between else r"[^\W_]{1,2}"
        word = self.rng.choice(list(re.finditer(pattern, parts[number])))
        parts[number] = parts[number][: word.start()] + change(word[0]) + parts[number][word.end() :]
        return "".join(parts)

    def marked_up(self, text: str) -> str:
        tag = self.rng.choice(
            ["<b>{}</b>", "<i>{}</i>", '<a linktype="page" id="7">{}</a>', "({})", "«{}»", "{}, "]
        )
        if "<" in text and self.rng.random() < 0.4:
            return re.sub("<[^>]*>", "", text)
        if " " in MARKUP.sub("", text) and self.rng.random() < 0.2:
            return text.replace(f"{self.stop} ", f"{self.stop}<br/>", 1) if "<br/>" not in text else text
        return self.with_word(text, tag.format)

    def cut(self, text: str) -> tuple[str, str] | None:
        """Return a text in two, cut between two words outside of markup."""
        pattern = r"<br/>| " if self.between else r"(?<=\w)(?=\w)|(?<=。)(?=\w)"
        cuts = [found for found in re.finditer(pattern, text) if self.outside(text[: found.start()])]
        if not cuts:
            return None
        place = self.rng.choice(cuts)
        return text[: place.start()], text[place.end() :]

    def outside(self, start: str) -> bool:
        opened = len(re.findall("<[abi][ >]", start))
        return opened == start.count("</") and start.count("<") == start.count(">")

    def retyped(self, content: Content) -> Content:
        return {path: tuple(self.typed_again(text) for text in texts) for path, texts in content.items()}

    def typed_again(self, text: str) -> str:
        blank = self.rng.choice([" ", "  ", "\n", "\u00a0", " \t", "\u3000"])
        form = self.rng.choice(["NFC", "NFD"])
        parts = [part if part.startswith("<") else part.replace(" ", blank) for part in MARKUP.split(text)]
        return self.rng.choice(["", " "]) + unicodedata.normalize(form, "".join(parts)) + blank

    # Contents.

    def content(self) -> Content:
        texts = {
            "title": (self.sentence(least=3, most=6),),
            "subtitle": (self.sentence(),),
            "summary": (self.paragraph(),),
            "description": self.paragraphs(2, 4),
            "results": self.paragraphs(0, 2),
        }
        for _number in range(self.rng.randint(1, 2)):
            texts[self.new_block()] = self.paragraphs(1, 2)
        return texts

    def paragraphs(self, least: int, most: int) -> tuple[str, ...]:
        return tuple(self.paragraph() for _number in range(self.rng.randint(least, most)))

    def new_block(self) -> str:
        self.blocks_made += 1
        return f"{STREAM}{self.blocks_made}.text"

    def pick(self, content: Content, *, least: int = 1, plain: bool = False) -> str | None:
        """Return the path of a field with so many texts; of rich text unless plain ones will do."""
        paths = [
            path for path, texts in content.items() if len(texts) >= least and (plain or path not in PLAIN)
        ]
        return self.rng.choice(paths) if paths else None

    def change_words(self, content: Content) -> Content | None:
        return self.replace_one(content, self.changed)

    def rewrite(self, content: Content) -> Content | None:
        return self.replace_one(content, lambda text: self.paragraph())

    def mark_up(self, content: Content) -> Content | None:
        return self.replace_one(content, self.marked_up)

    def replace_one(self, content: Content, change: Callable[[str], str]) -> Content | None:
        path = self.pick(content, plain=True)
        if path is None:
            return None
        texts = list(content[path])
        place = self.rng.randrange(len(texts))
        texts[place] = change(texts[place])
        return content | {path: tuple(texts)}

    def corrected(self, content: Content) -> Correction | None:
        """Return the texts with a letter more or less in a word, wherever the text stands, and the edit in one field.

        A text of several fields comes first.
        """
        places = [(path, text) for path, texts in content.items() for text in set(texts)]
        if not places:
            return None
        fields = Counter(text for _path, text in places)
        path, before = self.rng.choice(
            [place for place in sorted(places) if fields[place[1]] > 1] or sorted(places)
        )
        letter = self.rng.choice(self.vocabulary)[0]
        after = self.with_word(before, lambda word: self.rng.choice([word[:-1] or letter, word + letter]))
        corrected = {
            field: tuple(after if text == before else text for text in texts)
            for field, texts in content.items()
        }
        return Correction(corrected, (path, before, after))

    def add(self, content: Content) -> Content | None:
        path = self.pick(content, least=0)
        return self.insert(content, path, [self.paragraph()]) if path else None

    def insert(self, content: Content, path: str, more: list[str]) -> Content:
        texts = list(content[path])
        place = self.rng.randint(0, len(texts))
        return content | {path: (*texts[:place], *more, *texts[place:])}

    def delete(self, content: Content) -> Content | None:
        path = self.pick(content, least=2)
        return self.without_one(content, path)[1] if path else None

    def without_one(self, content: Content, path: str) -> tuple[str, Content]:
        texts = list(content[path])
        taken = texts.pop(self.rng.randrange(len(texts)))
        return taken, content | {path: tuple(texts)}

    def duplicate(self, content: Content) -> Content | None:
        """Copy a paragraph, half of the times into another field."""
        path, other = self.pick(content), self.pick(content, least=0)
        if path is None or other is None:
            return None
        target = self.rng.choice([path, other])
        return self.insert(content, target, [self.rng.choice(content[path])])

    def change_twin(self, content: Content) -> Content | None:
        twins = [
            (path, place)
            for path, texts in content.items()
            for place, text in enumerate(texts)
            if texts.count(text) > 1
        ]
        if not twins:
            return None
        path, place = self.rng.choice(twins)
        texts = list(content[path])
        texts[place] = self.changed(texts[place])
        return content | {path: tuple(texts)}

    def move(self, content: Content) -> Content | None:
        path = self.pick(content, least=2)
        if path is None:
            return None
        text, rest = self.without_one(content, path)
        return self.insert(rest, path, [text])

    def move_to_another_field(self, content: Content) -> Content | None:
        source, target = self.pick(content), self.pick(content, least=0)
        if source is None or target is None or source == target:
            return None
        text, rest = self.without_one(content, source)
        return self.insert(rest, target, [text])

    def stream(self, content: Content) -> list[str]:
        return [path for path in content if path.startswith(STREAM)]

    def with_stream(self, content: Content, blocks: list[str], more: Content) -> Content:
        fields = {path: texts for path, texts in content.items() if not path.startswith(STREAM)}
        return fields | {path: more.get(path, content.get(path, ())) for path in blocks}

    def move_stream_block(self, content: Content) -> Content | None:
        blocks = self.stream(content)
        self.rng.shuffle(blocks)
        return self.with_stream(content, blocks, {}) if len(blocks) > 1 else None

    def add_stream_block(self, content: Content) -> Content | None:
        blocks, new = self.stream(content), self.new_block()
        blocks.insert(self.rng.randint(0, len(blocks)), new)
        return self.with_stream(content, blocks, {new: self.paragraphs(1, 2)}) if len(blocks) < 5 else None

    def delete_stream_block(self, content: Content) -> Content | None:
        blocks = self.stream(content)
        self.rng.shuffle(blocks)
        return self.with_stream(content, sorted(blocks[1:]), {}) if len(blocks) > 1 else None

    def split(self, content: Content) -> Content | None:
        """Cut a paragraph in two, or in more."""
        path = self.pick(content)
        if path is None:
            return None
        texts = list(content[path])
        place = self.rng.randrange(len(texts))
        cut = self.cut(texts[place])
        if cut is None:
            return None
        more = self.cut(cut[1]) if self.rng.random() < 0.3 else None
        texts[place : place + 1] = [cut[0], *(more or cut[1:])]
        return content | {path: tuple(texts)}

    def split_and_change(self, content: Content) -> Content | None:
        split = self.split(content)
        return split and self.change_words(split)

    def merge(self, content: Content) -> Content | None:
        """Put two neighbours, or three, into one paragraph."""
        path = self.pick(content, least=2)
        if path is None:
            return None
        texts = list(content[path])
        place = self.rng.randrange(len(texts) - 1)
        size = self.rng.choice([2, 2, 3])
        texts[place : place + size] = [
            self.rng.choice(["<br/>", self.between]).join(texts[place : place + size])
        ]
        return content | {path: tuple(texts)}

    def clear(self, content: Content) -> Content | None:
        path = self.rng.choice(["subtitle", "summary", *RICH, *self.stream(content)])
        return content | {path: ()} if content[path] else None

    def fill(self, content: Content) -> Content | None:
        empty = [path for path, texts in content.items() if not texts]
        if not empty:
            return None
        path = self.rng.choice(empty)
        return content | {path: self.paragraphs(1, 1 if path in PLAIN else 3)}

    def import_field(self, content: Content) -> Content | None:
        """Replace a field by what a file has for it: some paragraphs as they were, some changed, some new."""
        path = self.rng.choice([*PLAIN, *RICH])
        if path in PLAIN:
            return content | {path: (self.sentence(),)}
        texts = [text if self.rng.random() < 0.6 else self.changed(text) for text in content[path]]
        texts += self.paragraphs(0, 2)
        self.rng.shuffle(texts)
        return content | {path: tuple(texts[:5])}
