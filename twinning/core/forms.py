"""How every form of the product is drawn: the same field, the same words for its faults."""

from django.forms.renderers import TemplatesSetting


class OurForms(TemplatesSetting):
    """Labels above, help below them, faults beside the field and summed up at the top."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
