"""How people come in: allauth's ways, with our manners."""

import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.contrib import messages
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from twinning.accounts.models import User
from twinning.core.letters import Words, send
from twinning.core.words import one_line

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """People land on their desk, in their language; codes come at once and look like our letters."""

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        user: Any = request.user
        with translation.override(user.language):
            return reverse("desk")

    get_signup_redirect_url = get_login_redirect_url

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return reverse("home")

    def clean_email(self, email: str) -> str:
        """The fields of forms take more than addresses have, and than a column holds."""
        MaxLengthValidator(User._meta.get_field("email").max_length)(email)
        return super().clean_email(email)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send while the person waits for it: a code that a worker sends later is worth nothing.

        When SMTP will not take it the page says so, and the same button sends the next one.
        """
        context = {"email": email, **context}
        subject = render_to_string(f"{template_prefix}_subject.txt", context)
        text = render_to_string(f"{template_prefix}_message.txt", context)
        words = Words(" ".join(subject.split()), text.strip() + "\n", translation.get_language() or "en")
        try:
            send(words, to=email, reference=template_prefix)
        except (SMTPException, OSError) as failure:
            logger.warning("%s was not taken: %s", template_prefix, type(failure).__name__)
            messages.error(self.request, _("The e-mail could not be sent. Please try again in some minutes."))


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Who comes through an institution brings a name; the page's language is taken as theirs."""

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> User:
        user = super().populate_user(request, sociallogin, data)
        parts = (data.get("first_name"), data.get("last_name"))
        user.name = one_line(data.get("name") or " ".join(part for part in parts if part))[:150]
        user.language = translation.get_language() or "en"
        return user

    def get_signup_form_initial_data(self, sociallogin: SocialLogin) -> dict[str, Any]:
        return super().get_signup_form_initial_data(sociallogin) | {"name": sociallogin.user.name}
