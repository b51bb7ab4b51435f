"""Which hosts may be asked: public addresses, and hosts the user named."""

import ipaddress
import socket
from collections.abc import Collection

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class RefusedError(Exception):
    """The host may not be asked, or is not known; the text says why."""


def resolve(host: str, port: int, allowed: Collection[str]) -> tuple[str, ...]:
    """Return the addresses of `host`, each of them public, in the order of the resolver.

    A host in `allowed` (by its name in lower case) may have any address. RefusedError when one
    address is private, loopback, link-local, multicast, reserved or otherwise not public: a name
    that mixes both is not trusted either.
    """
    name = host.strip("[]").rstrip(".").lower()
    try:
        entries = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        reason = f"host {name!r} is not known"
        raise RefusedError(reason) from error
    found = tuple(dict.fromkeys(str(entry[4][0]) for entry in entries))
    if name not in allowed:
        for address in found:
            if not is_public(address):
                reason = f"{name} has the private address {address}; allowed_hosts may name it"
                raise RefusedError(reason)
    return found


def is_public(address: str) -> bool:
    """Tell whether `address` is reachable from anywhere, and so is the IPv4 address inside it."""
    parsed = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped:
        return _is_public(parsed.ipv4_mapped)
    return all(_is_public(x) for x in (parsed, *_inside(parsed)))


def _is_public(address: _Address) -> bool:
    site_local = isinstance(address, ipaddress.IPv6Address) and address.is_site_local
    special = address.is_multicast or address.is_reserved or address.is_unspecified
    local = address.is_private or address.is_loopback or address.is_link_local or site_local
    return address.is_global and not special and not local


def _inside(address: _Address) -> tuple[_Address, ...]:
    """Return the IPv4 addresses that an IPv6 address of a tunnel or a translator carries."""
    if isinstance(address, ipaddress.IPv4Address):
        return ()
    inside: tuple[_Address, ...] = address.teredo or ()
    if address.sixtofour:
        inside += (address.sixtofour,)
    if address in _NAT64:
        inside += (ipaddress.IPv4Address(int(address) & 0xFFFFFFFF),)
    return inside
