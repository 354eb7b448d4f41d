"""Which words of the programme's rows stand in each language."""

from modeltranslation.translator import TranslationOptions, register

from actionplans.models import SectionKind


@register(SectionKind)
class SectionKindWords(TranslationOptions):
    fields = ("title", "guidance")
    required_languages = ("en",)
