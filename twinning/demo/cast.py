"""The sample people of the demo programme; their addresses lead nowhere (RFC 2606)."""

from dataclasses import dataclass

PASSWORD = "two shores, one cable"  # of sample accounts, refused outside debug


@dataclass(frozen=True)
class Person:
    """`hub` is the short name of the hub that the person speaks for."""

    email: str
    name: str
    role: str = "member"
    language: str = "en"
    time_zone: str = "Europe/Brussels"
    hub: str = ""
    hub_role: str = "manager"
    shown: str = ""

    @property
    def task(self) -> str:
        """What the person is there to show, in the list of demo accounts."""
        return self.shown or self.role


OFFICE = [
    Person("carla@twinning.example", "Carla Sample", "coordinator", shown="coordinator"),
    Person("ada@twinning.example", "Ada Sample", "administrator", shown="administrator"),
]
REVIEWERS = [
    Person("rosa@review.example", "Rosa Sample", "reviewer", "es", "Europe/Madrid"),
    Person("piet@review.example", "Piet Sample", "reviewer", "en", "Europe/Amsterdam"),
    Person("yara@review.example", "Yara Sample", "reviewer", "pt", "America/Sao_Paulo"),
]
STAFF = [
    Person(
        "ines@madeira.example", "Inês Sample", "member", "pt", "Atlantic/Madeira",
        "smart-islands-hub-madeira", shown="manager of an EU hub",
    ),
    Person(
        "tomas@madeira.example", "Tomás Sample", "member", "pt", "Atlantic/Madeira",
        "smart-islands-hub-madeira", "contributor", "contributor of an EU hub",
    ),
    Person(
        "leo@rutan.example", "Leo Sample", "member", "es", "America/Bogota",
        "ruta-n", shown="manager of a LAC hub",
    ),
    Person(
        "vera@rutan.example", "Vera Sample", "member", "es", "America/Bogota",
        "ruta-n", "viewer", "viewer of a LAC hub",
    ),
]  # fmt: skip
NEWCOMER = Person("nora@newcomer.example", "Nora Sample", shown="no hub yet")
ACCOUNTS = [*OFFICE, *REVIEWERS[:1], *STAFF, NEWCOMER]
