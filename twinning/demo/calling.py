"""What the sample calls ask of hubs, in three languages, and what the sample hubs answer."""

from decimal import Decimal
from typing import Any

from twinning.demo.words import one_of

ITEMS: list[dict[str, Any]] = [
    {
        "code": "connected",
        "question_en": "Is your hub connected to BELLA through its research network, or can it be?",
        "question_es": "¿Está su centro conectado a BELLA a través de su red académica, o puede estarlo?",
        "question_pt": "O seu polo está ligado ao BELLA pela sua rede académica, ou pode vir a estar?",
        "evidence_en": "The name of the network and of a person there who can confirm it.",
        "evidence_es": "El nombre de la red y de una persona en ella que pueda confirmarlo.",
        "evidence_pt": "O nome da rede e de uma pessoa nela que o possa confirmar.",
    },
    {
        "code": "area",
        "question_en": "In which of the technology areas have you worked, and since when?",
        "question_es": "¿En cuál de las áreas tecnológicas ha trabajado y desde cuándo?",
        "question_pt": "Em qual das áreas tecnológicas trabalhou e desde quando?",
        "evidence_en": "One project or service for each area that you name.",
        "evidence_es": "Un proyecto o servicio por cada área que nombre.",
        "evidence_pt": "Um projeto ou serviço por cada área que indicar.",
    },
]
QUESTIONS: list[dict[str, Any]] = [
    {
        "code": "lead", "kind": "short", "limit": 40, "limit_unit": "words",
        "label_en": "Who will lead the work on your side?",
        "label_es": "¿Quién dirigirá el trabajo por su parte?",
        "label_pt": "Quem vai dirigir o trabalho do seu lado?",
        "help_en": "A name and a role.", "help_es": "Un nombre y un cargo.", "help_pt": "Um nome e um cargo.",
    },
    {
        "code": "first-months", "kind": "long", "limit": 200, "limit_unit": "words",
        "label_en": "What would you like to have done with your twin after three months?",
        "label_es": "¿Qué le gustaría haber hecho con su centro hermano después de tres meses?",
        "label_pt": "O que gostaria de ter feito com o seu polo geminado ao fim de três meses?",
    },
    {
        "code": "hours", "kind": "number", "lowest": 2, "highest": 80,
        "label_en": "How many hours a week can your people give, all together?",
        "label_es": "¿Cuántas horas a la semana puede dedicar su equipo, en total?",
        "label_pt": "Quantas horas por semana pode dar a sua equipa, no total?",
    },
    {
        "code": "before", "kind": "choice",
        "label_en": "Have you worked with a hub on the other shore before?",
        "label_es": "¿Ha trabajado antes con un centro de la otra orilla?",
        "label_pt": "Já trabalhou antes com um polo da outra margem?",
        "choices": [
            {"code": "no", "en": "Not yet", "es": "Todavía no", "pt": "Ainda não"},
            {"code": "once", "en": "In one project", "es": "En un proyecto", "pt": "Num projeto"},
            {"code": "often", "en": "In several projects", "es": "En varios proyectos", "pt": "Em vários projetos"},
        ],
    },
    {
        "code": "support", "kind": "file", "required": False,
        "label_en": "A letter of support, if you have one",
        "label_es": "Una carta de apoyo, si la tiene",
        "label_pt": "Uma carta de apoio, se a tiver",
    },
]  # fmt: skip
MEANINGS = [
    ("0", "Not answered, or cannot be judged", "Sin respuesta, o no se puede juzgar", "Sem resposta, ou não se pode avaliar"),
    ("1", "Poor: serious weaknesses", "Deficiente: debilidades graves", "Fraco: fragilidades graves"),
    ("2", "Fair: goes in the right direction, with significant weaknesses", "Regular: va en buena dirección, con debilidades importantes", "Razoável: vai na boa direção, com fragilidades importantes"),
    ("3", "Good, with a number of shortcomings", "Bueno, con varias carencias", "Bom, com várias lacunas"),
    ("4", "Very good, with a small number of shortcomings", "Muy bueno, con pocas carencias", "Muito bom, com poucas lacunas"),
    ("5", "Excellent: any shortcomings are minor", "Excelente: las carencias son menores", "Excelente: as lacunas são menores"),
]  # fmt: skip
EXTENSION = {
    "reason": "Sample reason: a public holiday in several of the countries invited falls on the day before.",
    "reason_es": "Motivo de muestra: la víspera es feriado en varios de los países invitados.",
    "reason_pt": "Motivo de amostra: a véspera é feriado em vários dos países convidados.",
}
LEADS = ["The head of our innovation unit.", "Our coordinator for international projects.", "The director."]
FIRST_MONTHS = [
    "Each team has visited the other online, and two start-ups have begun to test.",
    "One data set is shared, and we know which questions our firms want it to answer.",
    "A first training session has been held together, and we have agreed on the next four.",
]
NETWORKS = [
    "Through our national research network, since 2021.",
    "Not yet; our network has said that it can be.",
]
AREAS = [
    "Cloud and artificial intelligence, since 2018.",
    "Cybersecurity since 2019, with forty small firms a year.",
]


def meanings() -> list[dict[str, Any]]:
    """What each mark means, alike for all criteria."""
    names = ("mark", "meaning_en", "meaning_es", "meaning_pt")
    return [dict(zip(names, row, strict=True)) | {"mark": Decimal(row[0])} for row in MEANINGS]


def more_answers(number: int) -> dict[str, str]:
    """What the applicant of this number answers to the questions of the call."""
    return {
        "eligibility-connected": one_of(NETWORKS, number // 5),
        "eligibility-area": one_of(AREAS, number),
        "question-lead": one_of(LEADS, number),
        "question-first-months": one_of(FIRST_MONTHS, number),
        "question-hours": str(6 + number % 5 * 4),
        "question-before": one_of(["no", "once", "often"], number),
    }
