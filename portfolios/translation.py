"""Which words of this app's programme rows stand in each language."""

from modeltranslation.translator import TranslationOptions, register

from portfolios.models import ServiceCategory, TargetGroup


@register([ServiceCategory, TargetGroup])
class Named(TranslationOptions):
    fields = ("name",)
    required_languages = ("en",)
