"""A treaty made from a seed, its next version, and the truth about what changed between the two.

320 articles have about 75,000 words. The next version has 3 % of its words edited, in places of a word or a few; 2 %
of its paragraphs new, 1 % gone; 1 % of its articles moved elsewhere. All numbers are then run through, as a
secretariat would: two thirds of the articles have another one.
"""

from __future__ import annotations

import random
from typing import NamedTuple

from bench import words

SEED = 20151212
_RATE = 0.0138
_MOVED_BY = 20
_SIZES = ((1, 2, 3, 4, 5, 6, 8, 10, 12), (8, 9, 12, 12, 10, 7, 6, 4, 2))
"""Paragraphs of an article, and how many articles of seventy have so many."""


class Paragraph(NamedTuple):
    """The words of a paragraph, or of its chapeau, and of its points."""

    text: str
    points: tuple[str, ...] = ()


class Article(NamedTuple):
    """An article; `number` is its number in the first version, whatever becomes of it."""

    number: int
    heading: str
    paragraphs: tuple[Paragraph, ...]


class Truth(NamedTuple):
    """What was done: places in the words that were edited, paragraphs that came or went, articles that moved."""

    places: int
    inserted: int
    deleted: int
    moved: frozenset[int]


class Drafter:
    """Writes provisions; commoner phrases first, as in any language."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self._weights = [1 / place**0.6 for place in range(1, 60)]

    def one(self, phrases: tuple[str, ...]) -> str:
        """A phrase, the first ones more often."""
        return self.random.choices(phrases, self._weights[: len(phrases)])[0]

    def thing(self) -> str:
        """What a provision is about."""
        how = self.one(words.HOW) + " " if self.random.random() < 0.6 else ""
        return how + self.one(words.WHAT)

    def so(self) -> str:
        """How, when, or under which other article."""
        number, article = self.random.randint(2, 9), self.random.randint(2, 300)
        return self.one(words.SO).format(number=number, article=article, part=self.random.choice("I II III IV".split()))

    def sentence(self) -> str:
        """Somebody shall do something."""
        said = f"{self.one(words.WHO)} {self.random.choice(words.MUST)} {self.one(words.DO)} {self.thing()}"
        for _ in range(self.random.choice((0, 1, 1, 1, 2, 3))):
            joined = self.random.choice(words.JOINED)
            said += joined + " " + self.thing() if joined[0] == "," else f" {joined} {self.thing()}"
        for _ in range(self.random.choice((1, 1, 2))):
            said += f" {self.so()}"
        return said + "."

    def paragraph(self) -> Paragraph:
        """One to three sentences; one in five with points."""
        text = " ".join(self.sentence() for _ in range(self.random.choice((1, 1, 1, 2, 2, 3))))
        if self.random.random() > 0.22:
            return Paragraph(text)
        points = tuple(
            f"{self.random.choice(words.LIST)} {self.thing()} {self.so()};" for _ in range(self.random.randint(2, 6))
        )
        return Paragraph(text[:-1] + ", in respect of:", points)

    def article(self, number: int) -> Article:
        """An article with its heading."""
        size = self.random.choices(*_SIZES)[0]
        heading = f"{self.thing()} and {self.thing()}".capitalize()
        return Article(number, heading, tuple(self.paragraph() for _ in range(size)))


def draft(articles: int, seed: int = SEED) -> tuple[Article, ...]:
    """The first version."""
    drafter = Drafter(seed)
    return tuple(drafter.article(number) for number in range(1, articles + 1))


def revised(old: tuple[Article, ...], seed: int = SEED) -> tuple[tuple[Article, ...], Truth]:
    """The next version, and what was done."""
    editor = _Editor(seed + 1)
    new = [editor.article(article) for article in old]
    inserted, deleted = editor.paragraphs(new)
    moved = editor.moves(new)
    return tuple(new), Truth(editor.places, inserted, deleted, moved)


class _Editor:
    """Edits a version, and counts what it does."""

    def __init__(self, seed: int) -> None:
        self.drafter = Drafter(seed)
        self.random = self.drafter.random
        self.places = 0

    def article(self, article: Article) -> Article:
        paragraphs = tuple(
            Paragraph(self.words(one.text), tuple(self.words(point) for point in one.points))
            for one in article.paragraphs
        )
        return article._replace(paragraphs=paragraphs)

    def words(self, text: str) -> str:
        """The text with words replaced, inserted and deleted; edits that touch are one place."""
        old, new = text.split(" "), list[str]()
        at, touched = 0, -1
        while at < len(old):
            if self.random.random() > _RATE:
                new.append(old[at])
                at += 1
                continue
            self.places += at != touched
            kind = self.random.random()
            if kind < 0.5:
                new.append(words.INSTEAD.get(old[at]) or self.random.choice(words.OTHERS))
                at += 1
            elif kind < 0.8:
                new += [old[at], self.random.choice(words.ADDED)]
                at += 1
            else:
                at += self.random.randint(1, 5)
            touched = at
        return " ".join(new) or text

    def paragraphs(self, articles: list[Article]) -> tuple[int, int]:
        """Inserts and deletes paragraphs; how many of each. No article is left empty."""
        total = sum(len(article.paragraphs) for article in articles)
        inserted, deleted = max(1, round(total * 0.02)), 0
        for _ in range(max(1, round(total * 0.01))):
            at = self.random.randrange(len(articles))
            kept = list(articles[at].paragraphs)
            if len(kept) > 1:
                kept.pop(self.random.randrange(len(kept)))
                articles[at] = articles[at]._replace(paragraphs=tuple(kept))
                deleted += 1
        for _ in range(inserted):
            at = self.random.randrange(len(articles))
            more = list(articles[at].paragraphs)
            more.insert(self.random.randint(1, len(more)), self.drafter.paragraph())
            articles[at] = articles[at]._replace(paragraphs=tuple(more))
        return inserted, deleted

    def moves(self, articles: list[Article]) -> frozenset[int]:
        """Moves articles by at least twenty places; which ones, by their first number."""
        count = len(articles)
        least = min(_MOVED_BY, count // 2)
        chosen = self.random.sample(range(1, count + 1), max(1, round(count * 0.01)))
        for number in chosen:
            at = next(place for place, article in enumerate(articles) if article.number == number)
            article = articles.pop(at)
            articles.insert((at + self.random.randint(least, count - least)) % count, article)
        return frozenset(chosen)
