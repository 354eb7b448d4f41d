"""The coordinator prepares a call in the office, publishes it, and later moves its deadline."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tests.journeys.cast import Cast
from tests.journeys.person import Person

CLOCK = ZoneInfo("Europe/Brussels")  # the coordinator's own
CALLS = "/admin/hubs/call/"
CRITERIA = [
    ("excellence", "Excellence", "Is what the hub wants to do sound?"),
    ("impact", "Impact", "Who will be better off on both shores?"),
]


def publish_call(carla: Person, title: str) -> None:
    now = datetime.now(CLOCK)
    carla.open(f"{CALLS}add/")
    carla.fill(
        title_en=title,
        text_en="We look for hubs that want a twin on the other shore.\n\n- Five months\n- One shared plan",
        time_zone="Brussels",
        threshold="5",
    )
    put_instants(carla, opens_at=now - timedelta(days=2), closes_at=now + timedelta(days=9))
    put_instants(carla, evaluations_due_at=now + timedelta(days=20))
    put_rows(carla)
    carla.press("Save and continue editing")
    carla.reads("was added successfully")
    carla.take("Publish")


def put_rows(carla: Person) -> None:
    """Places and criteria in the empty rows below."""
    for number, region in enumerate(["European Union", "Latin America and the Caribbean"]):
        carla.fill(**{f"places-{number}-region": region, f"places-{number}-number": "1"})
    for number, (code, name, guidance) in enumerate(CRITERIA):
        row = {"code": code, "name_en": name, "guidance_en": guidance, "threshold": "2"}
        carla.fill(**{f"criteria-{number}-{field}": answer for field, answer in row.items()})


def put_instants(carla: Person, **instants: datetime) -> None:
    for name, instant in instants.items():
        carla.fill(**{f"{name}_0": f"{instant:%Y-%m-%d}", f"{name}_1": f"{instant:%H:%M:%S}"})


def close_call(cast: Cast) -> None:
    """The deadline is moved to a moment ago: from now on nobody can apply."""
    carla = cast.carla
    carla.open(CALLS)
    carla.follow(cast.call)
    put_instants(carla, closes_at=datetime.now(CLOCK) - timedelta(minutes=1))
    carla.press("Save")
    cast.nobody.open("/calls/")
    cast.nobody.follow(cast.call)
    cast.nobody.reads("closed")
