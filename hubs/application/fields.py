"""What an application consists of: the fields of the core form, and what its call asks beside them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from hubs.evaluation.scoring import figure
from hubs.languages import working_languages
from hubs.models import Call, QuestionKind, TechnologyArea
from twinning.core.figures import spoken

QUESTION, ELIGIBILITY = "question-", "eligibility-"
SEVERAL = ("areas", "languages")  # kinds whose answer is several codes
ROWS = ("wishes", "preferences", "file")  # kinds that are rows of their own and no words


@dataclass(frozen=True)
class FieldSpec:
    """One field: its `code` stands in answers and clarifications; its words are in the reader's language.

    `kind` is short, long, choice, number, file, areas, languages, wishes or preferences; `step` is the
    part of the form in which it stands.
    """

    code: str
    kind: str
    label: str
    step: str
    help: str = ""
    required: bool = True
    limit: int | None = None
    limit_unit: str = "words"
    lowest: Decimal | None = None
    highest: Decimal | None = None
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def is_text(self) -> bool:
        return self.kind in ("short", "long", "number")

    def codes(self, value: str) -> list[str]:
        """The codes chosen in an answer, in the order of the choices."""
        chosen = self._chosen(value)
        return [code for code, _label in self.choices if code in chosen]

    def has_strange(self, value: str) -> bool:
        """Whether something else was chosen than what there is to choose from."""
        known = {code for code, _label in self.choices}
        return bool(known) and not known.issuperset(self._chosen(value))

    def _chosen(self, value: str) -> list[str]:
        """Only where several may be chosen does a space part them: the one code of a choice may hold one."""
        return value.split() if self.kind in SEVERAL else [value]

    def in_words(self, value: str) -> str:
        """An answer as a person reads it."""
        if not self.choices:
            return value
        names = dict(self.choices)
        return ", ".join(names[code] for code in self.codes(value))


def bounds(lowest: Decimal | None, highest: Decimal | None) -> Iterator[str]:
    """Between which numbers an answer has to lie, in words."""
    if lowest is not None:
        yield _("from %(number)s") % {"number": spoken(figure(lowest))}
    if highest is not None:
        yield _("up to %(number)s") % {"number": spoken(figure(highest))}


def fields_of(call: Call) -> list[FieldSpec]:
    """All fields of an application to this call, in the order of the form."""
    return [
        _areas(call),
        _languages(),
        *(_condition(item) for item in call.eligibility_items.all()),
        *_story(),
        *(_question(question) for question in call.questions.all()),
        *_offers(),
        FieldSpec(
            "preferences", "preferences", _("Partners you would like, or not"), "partners", required=False
        ),
    ]


def field_of(call: Call, code: str) -> FieldSpec | None:
    """The one field of this code, at the price of one row at most."""
    if code.startswith(QUESTION):
        return _first(map(_question, call.questions.filter(code=code.removeprefix(QUESTION))))
    if code.startswith(ELIGIBILITY):
        found = call.eligibility_items.filter(code=code.removeprefix(ELIGIBILITY))
        return _first(map(_condition, found))
    if code == "technology_areas":
        return _areas(call)
    return _first(spec for spec in [_languages(), *_story(), *_offers()] if spec.code == code)


def _first(found: Iterable[FieldSpec]) -> FieldSpec | None:
    return next(iter(found), None)


def _areas(call: Call) -> FieldSpec:
    wanted = list(call.technology_areas.all()) or list(TechnologyArea.objects.all())
    return FieldSpec(
        "technology_areas",
        "areas",
        _("Technology areas"),
        "hub",
        help=_("Choose at least one in which you have experience."),
        choices=tuple((area.code, area.name) for area in wanted),
    )


def _languages() -> FieldSpec:
    return FieldSpec(
        "languages",
        "languages",
        _("Languages you can work in with a twin"),
        "hub",
        required=False,
        choices=tuple(working_languages()),
    )


def _condition(item: Any) -> FieldSpec:
    return FieldSpec(f"{ELIGIBILITY}{item.code}", "long", item.question, "hub", help=item.evidence)


def _story() -> list[FieldSpec]:
    return [
        FieldSpec("motivation", "long", _("Motivation"), "story",
                  help=_("Why does your hub want a twin in another region, and why now?")),
        FieldSpec("use_of_bella", "long", _("Use of BELLA"), "story",
                  help=_("What would you do together over the fast network that you cannot do today?")),
        FieldSpec("research_experience", "long", _("Experience with research projects"), "story",
                  help=_("Projects, partners and results that show your experience with research.")),
        FieldSpec("innovator_experience", "long", _("Experience with early innovators"), "story",
                  help=_("How you have helped start-ups and other early innovators, and with what effect.")),
    ]  # fmt: skip


def _offers() -> list[FieldSpec]:
    return [
        FieldSpec("offers", "long", _("What the hub brings"), "offers",
                  help=_("Services, people, infrastructure and contacts that a twin could use.")),
        FieldSpec("seeks", "long", _("What the hub seeks"), "offers",
                  help=_("What you hope to find in a twin: skills, markets, infrastructure, partners.")),
        FieldSpec("wishes", "wishes", _("Offers and needs, one by one"), "offers", required=False),
    ]  # fmt: skip


def _question(question: Any) -> FieldSpec:
    is_file = question.kind == QuestionKind.FILE
    return FieldSpec(
        f"{QUESTION}{question.code}",
        question.kind,
        question.label,
        "files" if is_file else "questions",
        help=question.help,
        required=question.required,
        limit=None if is_file else question.limit,
        limit_unit=question.limit_unit,
        lowest=question.lowest,
        highest=question.highest,
        choices=tuple(question.options()) if question.kind == QuestionKind.CHOICE else (),
    )
