"""What a call asks beside its text: who is eligible, further questions, and what each mark means."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class EligibilityItem(models.Model):
    """A condition that the office checks for each application, and the evidence it asks for."""

    call = models.ForeignKey("hubs.Call", models.CASCADE, related_name="eligibility_items")
    code = models.SlugField(_("code"))
    question = models.CharField(_("question"), max_length=300)
    evidence = models.TextField(_("evidence asked for"), blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("condition of eligibility")
        verbose_name_plural = _("conditions of eligibility")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["call", "code"], name="hubs_eligibility_item_once")]

    def __str__(self) -> str:
        return self.question


class QuestionKind(models.TextChoices):
    SHORT = "short", _("short text")
    LONG = "long", _("long text")
    CHOICE = "choice", _("choice")
    NUMBER = "number", _("number")
    FILE = "file", _("file")


class LimitUnit(models.TextChoices):
    WORDS = "words", _("words")
    CHARACTERS = "characters", _("characters")


class Question(models.Model):
    """A question beside the core form. `choices` are `{"code": …, "en": …, "es": …}`, one for each answer."""

    call = models.ForeignKey("hubs.Call", models.CASCADE, related_name="questions")
    code = models.SlugField(_("code"))
    kind = models.CharField(_("kind"), max_length=8, choices=QuestionKind, default=QuestionKind.LONG)
    label = models.CharField(_("question"), max_length=300)
    help = models.TextField(_("help"), blank=True)
    required = models.BooleanField(_("must be answered"), default=True)
    limit = models.PositiveIntegerField(
        _("at most"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    limit_unit = models.CharField(_("counted in"), max_length=10, choices=LimitUnit, default=LimitUnit.WORDS)
    lowest = models.DecimalField(_("lowest number"), max_digits=14, decimal_places=2, null=True, blank=True)
    highest = models.DecimalField(_("highest number"), max_digits=14, decimal_places=2, null=True, blank=True)
    choices = models.JSONField(_("choices"), default=list, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["call", "code"], name="hubs_question_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=QuestionKind.values), name="hubs_question_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def options(self) -> list[tuple[str, str]]:
        """Code and words of each choice, in the reader's language, else in English."""
        language = (get_language() or "en").split("-")[0]
        return [(choice["code"], choice.get(language) or choice["en"]) for choice in self.choices]


class CriterionMark(models.Model):
    """What a mark on a criterion means, for instance "3: good"."""

    criterion = models.ForeignKey("hubs.Criterion", models.CASCADE, related_name="meanings")
    mark = models.DecimalField(_("mark"), max_digits=5, decimal_places=2)
    meaning = models.CharField(_("meaning"), max_length=300)

    class Meta:
        verbose_name = _("meaning of a mark")
        verbose_name_plural = _("meanings of marks")
        ordering = ["criterion", "mark"]
        constraints = [models.UniqueConstraint(fields=["criterion", "mark"], name="hubs_meaning_once")]

    def __str__(self) -> str:
        return f"{self.mark}: {self.meaning}"


DAYS_BEFORE = (7, 2, 1)


class DraftReminder(models.Model):
    """Reminds those with a draft, days before the deadline. `sent_for` is the deadline it was sent for:
    when the deadline moves, it is due again.
    """

    call = models.ForeignKey("hubs.Call", models.CASCADE, related_name="draft_reminders")
    days = models.PositiveSmallIntegerField(
        _("days before the deadline"), validators=[MinValueValidator(1), MaxValueValidator(90)]
    )
    sent_for = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("reminder for drafts")
        verbose_name_plural = _("reminders for drafts")
        ordering = ["-days"]
        constraints = [models.UniqueConstraint(fields=["call", "days"], name="hubs_draft_reminder_once")]

    def __str__(self) -> Any:
        return _("%(days)d days before") % {"days": self.days}
