"""What browsers may load, and which institutions may say who somebody is."""

from typing import Any
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF


def identity_providers(env: environ.Env) -> tuple[list[dict[str, Any]], list[str]]:
    """The OpenID Connect providers named in `OIDC_PROVIDERS`, and the origins a sign-in passes through.

    Each is described by variables of its own, for instance `OIDC_EULOGIN_SERVER_URL`.
    """
    names = env.list("OIDC_PROVIDERS", default=[])
    apps = [provider(env, name) for name in names]
    origins = [origin(app["settings"]["server_url"]) for app in apps]
    # Some providers sign people in at another address than the one that describes them.
    for name in names:
        origins += env.list(f"OIDC_{name.upper()}_ORIGINS", default=[])
    return apps, sorted(set(origins))


def provider(env: environ.Env, name: str) -> dict[str, Any]:
    prefix = f"OIDC_{name.upper()}"
    return {
        "provider_id": name,
        "name": env(f"{prefix}_NAME", default=name),
        "client_id": env(f"{prefix}_CLIENT_ID"),
        "secret": env(f"{prefix}_SECRET"),
        "settings": {
            "server_url": env(f"{prefix}_SERVER_URL"),
            "token_auth_method": env(f"{prefix}_TOKEN_AUTH", default="client_secret_basic"),
            "uid_field": env(f"{prefix}_UID_FIELD", default="sub"),
        },
    }


def origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def content_security_policy(idp_origins: list[str]) -> dict[str, Any]:
    """Ours and nothing else. Browsers hold the redirect after a form to `form-action` as well,
    so a sign-in elsewhere needs its origin there."""
    return {
        "DIRECTIVES": {
            "default-src": [SELF],
            "script-src": [SELF],
            "style-src": [SELF],
            "img-src": [SELF, "data:"],
            "connect-src": [SELF],
            "object-src": [NONE],
            "base-uri": [SELF],
            "frame-ancestors": [NONE],
            "form-action": [SELF, *idp_origins],
        }
    }
