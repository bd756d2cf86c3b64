"""Telling visitors apart by their address, and how often one of them comes."""

import time
from ipaddress import IPv4Address, IPv6Network, ip_address

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


def network_of(address: str) -> str:
    """What one connection is given: an address of IPv4, and of IPv6 a whole /64."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv4Address):
        return address
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(IPv6Network((int(parsed), 64), strict=False))


def comes_too_often(
    request: HttpRequest, what: str, *, most: int, seconds: int
) -> bool:
    """Whether one network has done that more than `most` times in this stretch of
    time. Asking counts. Those without an address are not taken for one person."""
    network = network_of(address_of(request))
    return bool(network) and happens_too_often(
        f"{what}:{network}", most=most, seconds=seconds
    )


def happens_too_often(what: str, *, most: int, seconds: int) -> bool:
    """Whether that was asked more than `most` times in this stretch of time."""
    stretch = int(time.time()) // seconds
    key = f"{what}:{stretch}"
    if cache.add(key, 1, timeout=seconds):
        return False
    try:
        return bool(cache.incr(key) > most)
    except ValueError:  # it ran out in between
        return False
