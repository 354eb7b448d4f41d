"""Who walks the path, and what their hubs and call are named: others for each width of the window."""

from dataclasses import dataclass

from playwright.sync_api import Browser

from tests.journeys.person import Person
from tests.journeys.product import ADMINISTRATOR, Product
from tests.journeys.watch import Watch


@dataclass(frozen=True)
class Cast:
    """Ada administers, Carla coordinates, Ines speaks for an imported hub of the EU, Leo registers one
    in Colombia and invites Vera, three people review, Nobody is signed out."""

    ada: Person
    carla: Person
    ines: Person
    leo: Person
    vera: Person
    reviewers: list[Person]
    nobody: Person
    mark: str
    eu_hub: str

    @property
    def call(self) -> str:
        return f"Call for hubs, {self.mark}"

    @property
    def lac_hub(self) -> str:
        return f"Laboratorio Andino {self.mark}"

    @property
    def event(self) -> str:
        return f"First networking evening, {self.mark}"

    def leave(self) -> None:
        people = [self.ada, self.carla, self.ines, self.leo, self.vera, *self.reviewers, self.nobody]
        for person in people:
            person.leave()


def gather(browser: Browser, product: Product, watch: Watch, *, width: int, mark: str, eu_hub: str) -> Cast:
    def person(name: str, address: str, time_zone: str) -> Person:
        return Person(name, address, browser, product, watch, width=width, timezone_id=time_zone)

    def newcomer(name: str, time_zone: str) -> Person:
        return person(f"{name} {mark.title()}", f"{name.lower()}@{mark}.example", time_zone)

    return Cast(
        ada=person("Ada", ADMINISTRATOR, "Europe/Brussels"),
        carla=newcomer("Carla", "Europe/Brussels"),
        ines=newcomer("Ines", "Europe/Lisbon"),
        leo=newcomer("Leo", "America/Bogota"),
        vera=newcomer("Vera", "America/Bogota"),
        reviewers=[newcomer(name, "Europe/Madrid") for name in ("Rosa", "Piet", "Yara")],
        nobody=newcomer("Nobody", "UTC"),
        mark=mark,
        eu_hub=eu_hub,
    )
