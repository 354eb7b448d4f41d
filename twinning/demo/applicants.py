"""The hubs that apply in the demo's first call. The hubs are real; that they apply is made up."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any


@dataclass(frozen=True)
class Applicant:
    """A hub by its short name, and the marks that the three reviewers agree on roughly."""

    slug: str
    region: str
    quality: tuple[str, str, str]


APPLICANTS = [
    Applicant("smart-islands-hub-madeira", "eu", ("4.5", "4.5", "4.0")),
    Applicant("cidihub-canarias", "eu", ("4.0", "4.5", "4.0")),
    Applicant("aire-estonia", "eu", ("4.5", "4.0", "4.0")),
    Applicant("attract-portugal", "eu", ("4.0", "4.0", "4.0")),
    Applicant("run-edih-la-reunion", "eu", ("4.0", "4.0", "3.5")),
    Applicant("smart-attica", "eu", ("4.0", "3.5", "4.0")),
    Applicant("edih-latvia-ai-ict", "eu", ("3.5", "4.0", "3.5")),
    Applicant("dihbai-tur", "eu", ("3.5", "3.5", "4.0")),
    Applicant("hpc4poland", "eu", ("4.5", "2.5", "4.0")),
    Applicant("edih-diz-iasi", "eu", ("3.5", "3.0", "3.5")),
    Applicant("move2digital", "eu", ("3.0", "3.0", "3.5")),
    Applicant("cineca", "eu", ("3.0", "2.5", "3.0")),
    Applicant("lncc-sdumont", "lac", ("5.0", "4.0", "4.5")),
    Applicant("ruta-n", "lac", ("4.0", "4.5", "4.5")),
    Applicant("cedia", "lac", ("4.5", "4.0", "4.0")),
    Applicant("copernicuslac-chile", "lac", ("4.5", "4.0", "3.5")),
    Applicant("ciudad-del-saber", "lac", ("4.0", "4.0", "4.0")),
    Applicant("nlhpc", "lac", ("4.0", "3.5", "4.0")),
    Applicant("utec-cyber-labs", "lac", ("3.5", "4.0", "4.0")),
    Applicant("pti-py", "lac", ("3.5", "4.0", "3.5")),
    Applicant("ccad-unc", "lac", ("4.0", "3.0", "3.5")),
    Applicant("fibre-rnp", "lac", ("3.5", "3.0", "3.0")),
    Applicant("cariri-ced", "lac", ("3.0", "3.5", "2.5")),
    Applicant("uwi-cave-hill-incubator", "lac", ("2.5", "3.0", "3.0")),
]
PAIRS = [
    ("smart-islands-hub-madeira", "ruta-n"),
    ("cidihub-canarias", "copernicuslac-chile"),
    ("aire-estonia", "lncc-sdumont"),
    ("attract-portugal", "cedia"),
    ("run-edih-la-reunion", "ciudad-del-saber"),
]
CRITERIA: list[dict[str, Any]] = [
    {
        "code": "excellence", "weight": Decimal(1), "threshold": Decimal(3),
        "name_en": "Excellence", "name_es": "Excelencia", "name_pt": "Excelência",
        "guidance_en": "Is what the hub wants to do sound, and does it know its field?",
        "guidance_es": "¿Es sólido lo que el centro quiere hacer y conoce su campo?",
        "guidance_pt": "É sólido o que o polo quer fazer e conhece o seu campo?",
    },
    {
        "code": "impact", "weight": Decimal(1), "threshold": Decimal(3),
        "name_en": "Impact", "name_es": "Impacto", "name_pt": "Impacto",
        "guidance_en": "Who will be better off on both shores, and how would one see it?",
        "guidance_es": "¿Quién saldrá ganando en ambas orillas y cómo se vería?",
        "guidance_pt": "Quem ficará melhor nas duas margens e como se veria?",
    },
    {
        "code": "implementation", "weight": Decimal(1), "threshold": Decimal(3),
        "name_en": "Implementation", "name_es": "Ejecución", "name_pt": "Execução",
        "guidance_en": "Has the hub the people, the time and the experience?",
        "guidance_es": "¿Tiene el centro personas, tiempo y experiencia?",
        "guidance_pt": "O polo tem pessoas, tempo e experiência?",
    },
]  # fmt: skip

# What a reviewer's own mark is away from the rough agreement, by reviewer and criterion.
LEANINGS = [("0", "0", "0"), ("0.5", "0", "-0.5"), ("-0.5", "0", "0.5")]


def mark(quality: str, leaning: str) -> Decimal:
    """A mark in halves between 0 and 5."""
    return max(Decimal(0), min(Decimal(5), Decimal(quality) + Decimal(leaning)))
