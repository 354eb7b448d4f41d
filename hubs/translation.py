"""Which words of the programme's rows stand in each language."""

from modeltranslation.translator import TranslationOptions, register

from hubs.models import Call, Criterion, Programme, PublicText, Region, TechnologyArea


@register([Region, TechnologyArea])
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


@register(Call)
class CallWords(TranslationOptions):
    fields = ("title", "text")
    required_languages = ("en",)


@register(Criterion)
class CriterionWords(TranslationOptions):
    fields = ("name", "guidance")
    required_languages = ("en",)
