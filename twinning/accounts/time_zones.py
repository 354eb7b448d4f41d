"""The time zones that people may choose from, and whether a name is one of them."""

from functools import cache
from zoneinfo import available_timezones

CONTINENTS = (
    "Africa",
    "America",
    "Antarctica",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
)


def is_time_zone(name: str) -> bool:
    """Whether clocks can be set by this name."""
    return name == "UTC" or name in available_timezones()


@cache
def choices() -> list[tuple[str, str | list[tuple[str, str]]]]:
    """UTC, then the places of each continent; browsers' older names are among them."""
    continents: dict[str, list[tuple[str, str]]] = {name: [] for name in CONTINENTS}
    for zone in sorted(available_timezones()):
        continent, _, place = zone.partition("/")
        if continent in continents:
            continents[continent].append((zone, place.replace("_", " ").replace("/", " – ")))
    return [("UTC", "UTC"), *continents.items()]
