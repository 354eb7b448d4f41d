"""The codes of languages (ISO 639-1), which is what hubs' tables are written in, and their names."""

from django.conf.locale import LANG_INFO
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

CODES = frozenset(
    """
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da
    de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz
    ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln
    lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi
    pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti
    tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
    """.split()  # noqa: SIM905
)
# The languages in which hubs of both regions work.
# fmt: off
WORKING = [
    "bg", "ca", "cs", "da", "de", "el", "en", "es", "et", "eu", "fi", "fr", "ga", "gl", "hr", "hu", "it",
    "lb", "lt", "lv", "mt", "nl", "pl", "pt", "ro", "sk", "sl", "sv", "ay", "gn", "ht", "qu",
]
# fmt: on
NAMES_OF_OUR_OWN = {
    "ay": _("Aymara"),
    "gn": _("Guarani"),
    "ht": _("Haitian Creole"),
    "mt": _("Maltese"),
    "qu": _("Quechua"),
}


def language_name(code: str) -> str:
    """A language's name in the reader's own; the code where no name is known."""
    if code in NAMES_OF_OUR_OWN:
        return str(NAMES_OF_OUR_OWN[code])
    return str(get_language_info(code)["name_translated"]) if code in LANG_INFO else code


def working_languages() -> list[tuple[str, str]]:
    """The choices that forms offer, by name."""
    return sorted(((code, language_name(code)) for code in WORKING), key=lambda choice: choice[1])
