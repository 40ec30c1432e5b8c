"""Requests with which a person signs in or a program renews its token: told by their paths at every host.

What proves who the person is cannot be replaced and is meant for the service, as in headers and queries: the fields of
``OWN`` are not read. All else is. Sources: OAuth 2 (RFC 6749), NextAuth, Clerk, Supabase, WorkOS, Open WebUI and the
pages of Claude, ChatGPT, DeepSeek and Notion.
"""

import re

from classifiers.checks.words import words
from classifiers.segment import Origin
from proxy.body.builder import Builder
from proxy.body.loose import read_loose
from proxy.body.shape import Shape
from proxy.body.target import plain_path
from proxy.body.vocabulary import COMMON_FIELDS
from proxy.capture import Capture
from proxy.contract import Document

ANYWHERE = True
SIGNS_IN = frozenset({"sign_in", "challenge"})
OWN = words(
    """
    email emailaddress username user login loginid identifier phone phonenumber mobile account
    password passwd pwd passcode newpassword code otp verificationcode emailverificationcode
    token idtoken accesstoken refreshtoken sessiontoken credential assertion jwt clientid clientsecret
    codeverifier codechallenge nonce state csrf csrftoken captchatoken recaptchatoken arkosesessiontoken
    turnstiletoken deviceid redirecturi callbackurl sessionid
    """
)
_GRANT = b"grant_type"  # what every request for a token says (RFC 6749, section 4), wherever it is sent
_MOST = 16 * 1024  # bytes of a body
# What Cloudflare's script sends of a browser before a page is shown: scrambled, and the page needs its answer.
_CHALLENGE = re.compile(r"/cdn-cgi/challenge-platform/[A-Za-z0-9_./:-]{1,400}")
_SCRAMBLED = re.compile(rb"(?:v_[0-9a-f]{1,32}=)?[A-Za-z0-9+/=_.:$%-]{64,}")
_PATH = re.compile(
    r"(?:/[a-z0-9_.-]+){0,5}/(?:log-?in|log-?out|sign[-_]?in|sign[-_]?up|sign[-_]?out|sign_(?:in|up)s(?:/[a-z0-9_]+)?"
    r"|sign_(?:in|up)s/[a-z0-9_]+/(?:prepare|attempt)_(?:first_factor|second_factor|verification)"
    r"|oauth2?/(?:v[0-9.]+/)?(?:token|revoke)|token/refresh|refresh[-_]token|user_management/authenticate"
    r"|auth/(?:v[0-9]/)?(?:session|csrf|token|refresh|otp|verify|signup|recover|login_methods)"
    r"|auth/(?:signin|callback)/[a-z0-9_-]+|auths/(?:signin|signup|ldap)|password/verify"
    r"|(?:send|verify)_magic_link|verify_google|exchange_nonce_for_code|create_(?:email|sms)_verification_code"
    r"|loginwithemail|sendtemporarypassword|getloginoptions)",
    re.IGNORECASE,
)

SHAPE = Shape(known=COMMON_FIELDS, words=words("true false"), base=Origin.META)


def route(capture: Capture) -> str:
    """``sign_in``, or ``challenge`` where a page asks whether a person sits there; empty for all else."""
    if capture.method == "POST" and _CHALLENGE.fullmatch(capture.path.partition("?")[0]):
        return "challenge"
    is_asked = capture.method in ("GET", "POST", "PUT")
    path = plain_path(capture) if is_asked and capture.size <= _MOST else ""
    return "sign_in" if _PATH.fullmatch(path) or (path.endswith("/token") and _GRANT in capture.body) else ""


def read(route: str, capture: Capture, body: bytes) -> Document:
    """Read a body of any text; what is scrambled for a challenge says nothing. Raises Unreadable."""
    if route == "challenge" and _SCRAMBLED.fullmatch(body):
        return Builder(body).build()
    builder, _, _ = read_loose(capture.header("content-type").lower(), body, SHAPE)
    return builder.build()
