"""Which words of this app's rows stand in each language."""

from modeltranslation.translator import TranslationOptions, register

from events.models import EventKind


@register(EventKind)
class Named(TranslationOptions):
    fields = ("name",)
    required_languages = ("en",)
