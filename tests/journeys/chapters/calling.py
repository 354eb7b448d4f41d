"""The coordinator prepares a call in the office, sees its deadline abroad, and publishes it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tests.journeys.cast import Cast
from tests.journeys.forces import pass_deadline
from tests.journeys.ground import CONNECTED, PROUD
from tests.journeys.person import Person
from tests.journeys.product import Product

CLOCK = ZoneInfo("Europe/Brussels")  # the coordinator's own
CALLS = "/admin/hubs/call/"
CRITERIA = [
    ("excellence", "Excellence", "Is what the hub wants to do sound?"),
    ("impact", "Impact", "Who will be better off on both shores?"),
]
MEANINGS = "5 | nothing is missing\n3 | good, with gaps\n0 | no answer"


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
    carla.follow("Publish")
    carla.reads("The deadline abroad", "Portugal", "Colombia")
    carla.press("Publish")
    carla.reads("The call is published.")


def put_rows(carla: Person) -> None:
    """Places, what is asked and what is looked at, in the empty rows below."""
    for number, region in enumerate(["European Union", "Latin America and the Caribbean"]):
        carla.fill(**{f"places-{number}-region": region, f"places-{number}-number": "1"})
    for part in ("eligibility_items", "questions", "criteria"):
        carla.unfold(f"#{part}-group")
    put_row(carla, "eligibility_items-0", code="connected", question_en=CONNECTED)
    put_row(carla, "questions-0", code="proud", kind="long text", label_en=PROUD, limit="20")
    for number, (code, name, guidance) in enumerate(CRITERIA):
        row = {"code": code, "name_en": name, "guidance_en": guidance, "threshold": "2"}
        put_row(carla, f"criteria-{number}", meaning_lines=MEANINGS, **row)


def put_row(carla: Person, row: str, **answers: str) -> None:
    carla.fill(**{f"{row}-{field}": answer for field, answer in answers.items()})


def put_instants(carla: Person, **instants: datetime) -> None:
    for name, instant in instants.items():
        carla.fill(**{f"{name}_0": f"{instant:%Y-%m-%d}", f"{name}_1": f"{instant:%H:%M:%S}"})


def close_call(cast: Cast, product: Product) -> None:
    """From now on nobody can apply."""
    pass_deadline(product, cast.call)
    cast.nobody.open("/calls/")
    cast.nobody.follow(cast.call)
    cast.nobody.reads("closed")
