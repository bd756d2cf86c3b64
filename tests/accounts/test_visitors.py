"""Who counts as one visitor, and how often they may come."""

import pytest
import time_machine
from django.test import RequestFactory

from apps.accounts.visitors import comes_too_often, network_of
from tests.factories import NOW


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:0:1::7", "2001:db8:0:1::/64"),
        ("2001:db8:0:1:ffff::8", "2001:db8:0:1::/64"),
        ("2001:db8:0:2::7", "2001:db8:0:2::/64"),
        ("", ""),
        ("nonsense", "nonsense"),
    ],
)
def test_a_network_is_what_one_connection_is_given(address: str, network: str) -> None:
    assert network_of(address) == network


@pytest.mark.parametrize(
    ("addresses", "refused"),
    [
        (["192.0.2.7", "192.0.2.7"], [False, True]),
        (["192.0.2.7", "192.0.2.8"], [False, False]),
        (["2001:db8::7", "2001:db8::8"], [False, True]),
        (["", ""], [False, False]),
    ],
)
def test_who_comes_too_often_is_told_by_their_network(
    addresses: list[str], refused: list[bool]
) -> None:
    requests = [RequestFactory(REMOTE_ADDR=each).get("/") for each in addresses]

    with time_machine.travel(NOW, tick=False):
        found = [comes_too_often(r, "knocking", most=1, seconds=60) for r in requests]

    assert found == refused
