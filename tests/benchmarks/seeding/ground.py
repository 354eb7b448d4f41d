"""What everything stands on: the programme, its words, its people and its hubs."""

from dataclasses import dataclass
from itertools import cycle

from hubs.models import Hub, Membership, MembershipRole, Region, TechnologyArea
from hubs.operations.presence import cell_of, recount
from hubs.states import HubStatus
from portfolios.models import ServiceCategory, TargetGroup
from tests.factories import make_programme, make_region
from twinning.accounts.models import Letter, Role, User
from twinning.accounts.states import LetterStatus
from twinning.core.words import plain

COUNTRIES = {"eu": ["PT", "ES", "SE", "FI", "DE", "FR", "IT", "PL"], "lac": ["BR", "CO", "MX", "PE", "CL"]}
AREAS = ["Artificial intelligence", "Robotics", "Internet of things", "Supercomputing", "Security"]
CATEGORIES = ["Test before invest", "Skills and training", "Finding investment", "Networking"]
LETTERS_OF_ONE = 300


@dataclass(frozen=True)
class Ground:
    regions: list[Region]
    areas: list[TechnologyArea]
    categories: list[ServiceCategory]
    group: TargetGroup
    hubs: list[Hub]
    ines: User
    carla: User
    reviewers: list[User]


def lay_ground(size: int) -> Ground:
    """Ines manages the first hub; three reviewers share at most three hundred applications."""
    make_programme(shows_samples=True)
    areas = [_word(TechnologyArea, name, place) for place, name in enumerate(AREAS)]
    regions = [make_region("eu"), make_region("lac")]
    ines, carla, *reviewers = _people(3 * -(-size // 300))
    hubs = _hubs(size, regions)
    _give_areas(hubs, areas)
    Membership.objects.create(hub=hubs[0], user=ines, role=MembershipRole.MANAGER)
    _letters(min(size, LETTERS_OF_ONE), ines)
    categories = [_word(ServiceCategory, name, place) for place, name in enumerate(CATEGORIES)]
    group = _word(TargetGroup, "Small and medium-sized firms", 0)
    return Ground(regions, areas, categories, group, hubs, ines, carla, reviewers)


def _word(model, name, position):
    code = plain(name).replace(" ", "-")
    return model.objects.get_or_create(code=code, defaults={"name": name, "position": position})[0]


def _people(reviewers):
    """Nobody signs in by a password here."""
    named = [("ines", Role.MEMBER), ("carla", Role.COORDINATOR)]
    named += [(f"reviewer-{number}", Role.REVIEWER) for number in range(reviewers)]
    return User.objects.bulk_create(
        User(email=f"{name}@seeded.example", name=name, role=role, password="!", time_zone="Europe/Lisbon")
        for name, role in named
    )


def _hubs(size, regions):
    shores = cycle((region, country) for region in regions for country in COUNTRIES[region.code])
    hubs = Hub.objects.bulk_create(_hub(number, *next(shores)) for number in range(size))
    recount(map(cell_of, hubs))
    return hubs


def _hub(number, region, country):
    name = f"Digital innovation hub {number:05}"
    return Hub(
        slug=f"seeded-{number}",
        name=name,
        acronym=f"DIH {number}",
        country=country,
        region=region,
        city="Porto Alegre",
        website=f"https://hub-{number}.example",
        languages=["en", "pt"],
        summary="Helps young firms to try new technology before they buy it. " * 3,
        status=HubStatus.LISTED,
        search=plain(name, f"DIH {number}", "Porto Alegre"),
    )


def _give_areas(hubs, areas):
    through = Hub.technology_areas.through
    through.objects.bulk_create(
        through(hub=hub, technologyarea=areas[(number + step) % len(areas)])
        for number, hub in enumerate(hubs)
        for step in (0, 1)
    )


def _letters(number, ines):
    Letter.objects.bulk_create(
        Letter(
            kind="accounts.welcome",
            about=ines.pk,
            reference=f"seeded-{place}",
            recipient=ines,
            address=ines.email,
            subject=f"What is new in the programme, {place}",
            text="Dear Ines, there is news. " * 20,
            status=LetterStatus.SENT,
        )
        for place in range(number)
    )
