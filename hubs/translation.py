"""Which words of the programme's rows stand in each language."""

from modeltranslation.translator import TranslationOptions, register

from hubs.models import (
    Call,
    CallText,
    Criterion,
    CriterionMark,
    EligibilityItem,
    Extension,
    Programme,
    PublicText,
    Question,
    Region,
    ServiceKind,
    TechnologyArea,
)


@register([Region, ServiceKind, TechnologyArea])
class Named(TranslationOptions):
    fields = ("name",)
    required_languages = ("en",)


@register(Programme)
class ProgrammeWords(TranslationOptions):
    fields = ("name", "summary")
    required_languages = ("en",)


@register(PublicText)
class PublicTextWords(TranslationOptions):
    fields = ("heading", "body")
    required_languages = ("en",)


@register([Call, CallText])
class CallWords(TranslationOptions):
    fields = ("title", "text")
    required_languages = ("en",)


@register(Criterion)
class CriterionWords(TranslationOptions):
    fields = ("name", "guidance")
    required_languages = ("en",)


@register(CriterionMark)
class CriterionMarkWords(TranslationOptions):
    fields = ("meaning",)
    required_languages = ("en",)


@register(EligibilityItem)
class EligibilityItemWords(TranslationOptions):
    fields = ("question", "evidence")
    required_languages = {"en": ("question",)}


@register(Question)
class QuestionWords(TranslationOptions):
    fields = ("label", "help")
    required_languages = {"en": ("label",)}


@register(Extension)
class ExtensionWords(TranslationOptions):
    fields = ("reason",)
    required_languages = ("en",)
