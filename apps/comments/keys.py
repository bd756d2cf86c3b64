"""The hash by which somebody can show that a comment elsewhere was theirs."""

import hashlib
import hmac
import unicodedata

from django.conf import settings


def author_key(email: str) -> str:
    """64 hexadecimal digits; "" for what is no address. Nobody can tell it back."""
    address = unicodedata.normalize("NFKC", email).strip().casefold()
    if "@" not in address:
        return ""
    salt = settings.COMMENT_AUTHOR_SALT.encode()
    return hmac.new(salt, address.encode(), hashlib.sha256).hexdigest()
