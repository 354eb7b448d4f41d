"""A portfolio laid out for reading: plain values made of an edition's frozen content.

The public page, the preview, and the PDF all show what is laid out here.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

Content = dict[str, Any]


@dataclass(frozen=True)
class Entry:
    """A service; `source` is the number of its source in the page's list."""

    key: str
    name: str
    summary: str
    access: str
    price: str
    areas: tuple[str, ...]
    groups: tuple[str, ...]
    source_url: str
    source: int

    @property
    def source_name(self) -> str:
        """Where it is told, short: the name of the source's site."""
        return urlsplit(self.source_url).netloc.removeprefix("www.") or self.source_url

    @property
    def has_facts(self) -> bool:
        """Whether anything is known beside the name and the summary."""
        return any((self.areas, self.groups, self.access, self.price, self.source))


@dataclass(frozen=True)
class Chapter:
    """The services of one category."""

    code: str
    name: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Source:
    number: int
    url: str


@dataclass(frozen=True)
class PortfolioPage:
    """All that a reader is shown of a portfolio, in one language."""

    slug: str
    name: str
    native_name: str
    acronym: str
    city: str
    country: str
    region: str
    website: str
    contact_email: str
    intro: str
    language: str
    programme: str
    shows_samples: bool
    chapters: tuple[Chapter, ...]
    sources: tuple[Source, ...]

    @property
    def place(self) -> str:
        """The city, where it is known, and the country."""
        return ", ".join(part for part in (self.city, self.country) if part)

    @property
    def count(self) -> int:
        return sum(len(chapter.entries) for chapter in self.chapters)


def lay_out(content: Content, *, language: str) -> PortfolioPage:
    """The page, with the programme's own words in the reader's language."""
    hub, names = content["hub"], content["names"]
    sources = _sources(content["services"])
    return PortfolioPage(
        slug=hub["slug"],
        name=hub["name"],
        native_name=hub["native_name"],
        acronym=hub["acronym"],
        city=hub["city"],
        country=_word(names["country"], hub["country"], language),
        region=_word(names["region"], hub["region"], language),
        website=hub["website"],
        contact_email=content["contact_email"],
        intro=content["intro"],
        language=content["language"],
        programme=_word({"name": content["programme"]["name"]}, "name", language),
        shows_samples=content["programme"]["shows_samples"],
        chapters=_chapters(content, language, {source.url: source.number for source in sources}),
        sources=sources,
    )


def _sources(services: list[Content]) -> tuple[Source, ...]:
    """Each source once, in the order in which it is first named."""
    urls = dict.fromkeys(service["source_url"] for service in services if service["source_url"])
    return tuple(Source(number, url) for number, url in enumerate(urls, start=1))


def _chapters(content: Content, language: str, numbers: dict[str, int]) -> tuple[Chapter, ...]:
    names, services = content["names"], content["services"]
    codes = dict.fromkeys(service["category"] for service in services)
    return tuple(
        Chapter(
            code,
            _word(names["category"], code, language),
            tuple(
                _entry(service, names, language, numbers)
                for service in services
                if service["category"] == code
            ),
        )
        for code in codes
    )


def _entry(service: Content, names: Content, language: str, numbers: dict[str, int]) -> Entry:
    return Entry(
        key=service["key"],
        name=service["name"],
        summary=service["summary"],
        access=service["access_mode"],
        price=service["price_model"],
        areas=tuple(_word(names["area"], code, language) for code in service["areas"]),
        groups=tuple(_word(names["group"], code, language) for code in service["groups"]),
        source_url=service["source_url"],
        source=numbers.get(service["source_url"], 0),
    )


def _word(names: Content, code: str, language: str) -> str:
    """A name in the reader's language, else in the first that there is, else the bare code."""
    words = names.get(code, {})
    return words.get(language) or next((word for word in words.values() if word), code)
