"""Which addresses of the internet a link may lead to: public ones alone."""

from __future__ import annotations

import ipaddress
from ipaddress import IPv4Address, IPv6Address
from typing import Final

# Networks that carry an IPv4 address inside or hand packets on to one: what is reached through them is not seen here.
_CARRYING: Final = tuple(
    ipaddress.IPv6Network(network) for network in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96")
)
_RELAY: Final = ipaddress.IPv4Network("192.88.99.0/24")
_SHARED: Final = ipaddress.IPv4Network("100.64.0.0/10")


def is_public(address: str) -> bool:
    """Whether an IP address is one that anybody on the internet may reach; False for what is no address."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped is not None or any(found in network for network in _CARRYING):
            return False
        return _is_open(found) and not found.is_site_local
    return _is_open(found) and found not in _RELAY and found not in _SHARED


def _is_open(found: IPv4Address | IPv6Address) -> bool:
    is_special = found.is_private or found.is_loopback or found.is_link_local or found.is_multicast
    return found.is_global and not (is_special or found.is_reserved or found.is_unspecified)
