"""Telling visitors apart by their address, and how often one of them comes."""

import time

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """Empty where a server on a socket tells none."""
    try:
        return str(get_adapter(request).get_client_ip(request))
    except PermissionDenied:
        return ""


def comes_too_often(
    request: HttpRequest, what: str, *, most: int, seconds: int
) -> bool:
    """Whether one address has done that more than `most` times in this stretch of
    time. Asking counts."""
    stretch = int(time.time()) // seconds
    key = f"{what}:{address_of(request)}:{stretch}"
    if cache.add(key, 1, timeout=seconds):
        return False
    try:
        return bool(cache.incr(key) > most)
    except ValueError:  # it ran out in between
        return False
