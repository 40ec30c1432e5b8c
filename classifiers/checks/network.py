"""Checks of network addresses; what names nobody's machine is left alone."""

import ipaddress
import re

from classifiers.checks.verdict import SHAPE, SURE, Verdict
from classifiers.checks.words import words

# Documentation (RFC 3849, RFC 9637), protocols (RFC 2928, RFC 8215), unspecified, loopback, link-local, multicast,
# translation, discard.
_SILENT6 = tuple(
    ipaddress.IPv6Network(net)
    for net in words(
        "::/127 2001:db8::/32 2001::/23 ::ffff:0:0/112 64:ff9b:1::/48 3fff::/20 "
        "fe80::/10 ff00::/8 64:ff9b::/96 100::/64"
    )
)
_RESOLVERS4 = words(
    "1.1.1.1 1.0.0.1 1.1.1.2 1.0.0.2 1.1.1.3 1.0.0.3 8.8.8.8 8.8.4.4 9.9.9.9 9.9.9.10 9.9.9.11 "
    "149.112.112.112 149.112.112.10 208.67.222.222 208.67.220.220 208.67.222.123 208.67.220.123 4.2.2.1 "
    "4.2.2.2 4.2.2.3 4.2.2.4 94.140.14.14 94.140.15.15 76.76.2.0 76.76.10.0 64.6.64.6 64.6.65.6 77.88.8.8 "
    "77.88.8.1 185.228.168.9 168.63.129.16"
)
_RESOLVERS6 = frozenset(
    ipaddress.IPv6Address(address)
    for address in words(
        "2606:4700:4700::1111 2606:4700:4700::1001 2001:4860:4860::8888 2001:4860:4860::8844 "
        "2620:fe::fe 2620:fe::9 2620:119:35::35 2620:119:53::53"
    )
)
# What routers are set to when they leave the factory: general advice is full of them.
_FACTORY = words(
    "93.184.216.34 93.184.216.119 93.184.215.14 10.11.12.13 "
    "123.45.67.89 12.34.56.78 1.23.45.67 1.0.0.127 111.111.111.111 192.168.0.1 192.168.1.1 192.168.0.0 192.168.1.0 "
    "10.0.0.0 10.96.0.1 10.96.0.10"
)
_VERSION = re.compile(
    r"(?:version|\bver\.?|\bv\.?|\brelease|\bbuild|firmware|\bsections?|\bclauses?|\bchapters?|§|"
    r"\b(?:install|upgrade)\s[\w\-]{2,20}(?:\s(?:from|to|of))?|\b(?:cabal|ghc)(?=\s)|"
    r"\boid\b|\b(?:otp|erlang|jdk|dotnet)(?=[\s:='\"])|"
    r"\bec(?:\sn(?:o|umber)\.?)?(?=\s))(?:\.? e\.g\.,?)?[\s:=('\"]*$"
)

# Software right ahead of its version: "openssl 3.0.13.1". A machine's address behind it is mostly one of RFC 1918.
_SOFTWARE = re.compile(
    r"(?<![\w@])(?:lib[a-z][\w+]{1,20}|open(?:ssl|ssh|vpn|jdk|ldap|office)|libreoffice|firefox|chrome|chromium|edge|"
    r"safari|opera|brave|webkit|electron|nginx|apache|httpd|tomcat|jetty|haproxy|envoy|squid|varnish|caddy|traefik|curl|"
    r"wget|cuda|cudnn|nccl|tensorrt|openvino|rocm|directx|vulkan|opencv|ffmpeg|docker|image|git|python|java|jre|ruby|rails|perl|php|node(?:\.?js)?|npm|golang|rust|kotlin|swift|scala|clang|gcc|llvm|cmake|"
    r"gradle|maven|glibc|busybox|systemd|kernel|linux|debian|ubuntu|android|ios|macos|windows|samba|bind|dnsmasq|postfix|"
    r"exim|dovecot|mysql|mariadb|postgres(?:ql)?|sqlite|mongodb|redis|kafka|rabbitmq|elasticsearch|kibana|grafana|"
    r"prometheus|docker|containerd|kubernetes|helm|terraform|ansible|jenkins|gitlab|nextcloud|wordpress|drupal|joomla|"
    r"magento|oracle|weblogic|websphere|log4j|spring|struts|hibernate|jackson|wireshark|nmap|putty|filezilla|vlc|gimp|"
    r"blender|unity|unreal|teams|zoom|slack|outlook|acrobat|vmware|esxi|virtualbox|qemu|fortios|pan-os|ios-xe|junos)"
    r"[ /\-_=(]{1,2}v?$"
)


# "version 10.4.2.1 vs 10.3.99.7": a version right ahead makes the next one, too.
_VERSIONS = re.compile(
    r"(?:version|firmware|release|build|driver|upgrade\s\w{2,12})s?\s[^\n]{0,16}\d(?:\.\d{1,5}){2,3}[^\d\n]{0,24}"
    r"(?:\bvs\.?|\bto|\band|\bor|,|->|→|\bthan|\bfrom|\bund|\bauf|\bet|\by)\s$"
)


def ipv4(value: str, before: str) -> Verdict | None:
    """An IPv4 address that belongs to somebody; not a version number, a mask or an example."""
    value = value.partition("/")[0]
    parts = value.split(".")
    numbers = [int(part) for part in parts]
    if max(numbers) > 255 or any(part[0] == "0" and len(part) > 1 for part in parts):
        return None
    if value in _RESOLVERS4 or value in _FACTORY or _silent4(numbers):
        return None
    # 172.16.0.0 and the like name a range in general advice; somebody's network has an owner and numbers of its own.
    if numbers[2:] == [0, 0] and (
        tuple(numbers[:2]) in _RANGES or _OWN_NETWORK.search(before[-60:]) is None or _STAND_IN.search(before)
    ):
        return None
    # The networks of templates, and the last address of one.
    if numbers[0] == 10 and numbers[3] in (0, 255) and _RANGE.search(before[-40:]):
        return None
    # "1.2.3.4" in prose is more often a numbered heading or a version than an address.
    if max(numbers) < 10 or len(set(numbers)) == 1 or _VERSION.search(before[-24:]):
        return None
    if _VERSIONS.search(before[-80:]) or _AT_LEAST.search(before[-6:]):
        return None
    if (_SOFTWARE.search(before[-30:]) or _LISTED.search(before[-48:])) and not _private4(numbers):
        return None
    # Every manual's own network: an address in it is somebody's only where a machine or an owner is spoken of.
    if tuple(numbers[:3]) in _MANUALS and (_OWNED.search(before) is None or _STAND_IN.search(before)):
        return None
    return SURE


# "driver 550.54.15, cudnn 9.1.0.70": the version of three parts makes one of what is named and numbered beside it.
_LISTED = re.compile(r"(?<![\d.])\d{1,4}(?:\.\d{1,5}){2},? (?:and |und |et |y )?[a-z][a-z\-_]{2,14} $")
_AT_LEAST = re.compile(r"(?:>=|<=|~>|~=|\^)\s?[\"']?$")  # of a version
_RANGE = re.compile(
    r"(?:cidr|default)\w{0,12}\W{1,12}$|(?:subnet_ip|_range|_subnet)s?\"?\s{0,30}=\s{1,3}[\[\"]{1,3}$|"
    r"\d\.0/\d\d\",\s\"$|\n[ \t]{0,20}(?:#|//)[ \t]{1,4}$|(?:^|\D)10\.0\.\d{1,3}\.0(?:\s-|\sto)\s{1,3}$"
)
_MANUALS = frozenset(
    {(192, 168, 0), (192, 168, 1), (10, 0, 0), (10, 0, 1), (10, 1, 1), (172, 16, 0), (172, 17, 0)}
)
# Ranges of RFC 1918 and those that manuals and clouds begin with.
_RANGES = frozenset(
    {(10, second) for second in (0, 1, 10, 20, 96, 100, 244)}
    | {(172, n) for n in range(16, 32)}
    | {(192, 168)}
)
_OWN_NETWORK = re.compile(
    r"\b(?:our|their|client|customer|kund\w*|cliente?|office|site|branch|hq|lan|standort|filiale|sede|agence|vestiging|"
    r"oddział|subnet|subnetz)\b[^\n]{0,24}$"
)
_OWNED = re.compile(
    r"\b(?:our|their|my|his|her|client|customer|kund\w*|cliente?|office|site|server\w*|host\w*|machine|printer|nas|laptop|"
    r"database|db|camera|phone|controller|cluster|node|proxy|backend|hypervisor|esxi|vm|tablet|kiosk|scanner|unreachable|"
    r"pc|workstation|desktop|firewall|gateway|router|switch|dc|domain|login|sign-?in|logs?|user\w*|ssh|rdp|vpn|vlan|from|"
    r"connect\w*|src|dst|source|target|ping|deny|denied|allow\w*|fail\w*|accept\w*|device|"
    r"ip(?:[ -]?(?:address|adresse?))?(?=\W{0,2}(?:is|was|ist|war|:|=|\()))\b\W{0,3}[^\n]{0,60}$|"
    r"[@\d]\W{0,3}$|^\W*$|\n[^\n]{0,20}$"
)
_STAND_IN = re.compile(r"\byour_|<your")


def _private4(numbers: list[int]) -> bool:
    """A machine of a network at home or at work (RFC 1918); behind software it is where that runs."""
    return numbers[0] == 10 or (numbers[0] == 172 and 16 <= numbers[1] < 32) or numbers[:2] == [192, 168]


def _silent4(numbers: list[int]) -> bool:
    """Documentation (RFC 5737), loopback, link-local, benchmarks, relay, multicast, reserved."""
    first, second, third = numbers[:3]
    if first in (0, 127) or first >= 224:
        return True
    return (first, second) in ((169, 254), (198, 18), (198, 19)) or (first, second, third) in (
        (192, 0, 0),
        (192, 0, 2),
        (198, 51, 100),
        (203, 0, 113),
        (192, 88, 99),
        *((192, 31, 196), (192, 52, 193), (192, 175, 48)),  # RFC 7535, RFC 7450, RFC 7534
    )


def ipv6(value: str, before: str) -> Verdict | None:
    """An IPv6 address with at least four groups, or shortened with a global or local prefix."""
    try:
        address = ipaddress.IPv6Address(value)
    except ValueError:
        return None
    if address in _RESOLVERS6 or (any(address in net for net in _SILENT6) and not _of_a_device(address)):
        return None
    # `a::b` is also C++ and Haskell; an address that says something has more than two groups or a digit-led
    # prefix.
    groups = [group for group in value.split(":") if group]
    if len(groups) < 3 or not any(character.isdigit() for character in value):
        return None
    if all(len(group) == 1 for group in groups):  # 1:2:3::4 shows the form
        return None
    if len(groups) == 8 and all(
        len(group) == 2 for group in groups
    ):  # a world wide name: 10:00:00:00:c9:a5:44:a8
        return None
    return SURE


def _of_a_device(address: ipaddress.IPv6Address) -> bool:
    """Whether a link's own address is made of the address that its maker gave a device (RFC 4291, appendix A)."""
    return address.is_link_local and address.packed[11:13] == b"\xff\xfe" and any(address.packed[8:11])


# Groups of machines: IP multicast, neighbours of IPv6, bridges, Cisco's own (IEEE 802.1D, RFC 1112, RFC 2464).
_GROUPS = ("01005e", "3333", "0180c2", "01000c")


def mac(value: str, before: str) -> Verdict | None:
    """A hardware address of one machine: not broadcast, a group's, nil or an obvious example."""
    digits = re.sub(r"[^0-9A-Fa-f]", "", value).lower()
    if len(digits) != 12 or len(set(digits)) < 4:
        return None
    if digits in ("001122334455", "aabbccddeeff", "0123456789ab", "123456789abc") or digits.startswith(
        ("00005e0053", *_GROUPS)
    ):
        return None
    return SHAPE


_NO_HOST = words("localhost host hostname server none null unknown n/a default any all true false")


# Of HTTP, beside its header Host (RFC 9110).
_HEADER = re.compile(
    r"(?:user-agent|keep-alive|cache-control|(?:accept|content|if|proxy|transfer|x-forwarded|x-real|sec|upgrade)-[a-z\-]{2,30})"
)


def host_cell(value: str, before: str) -> Verdict | None:
    """A machine's name in a column for it: one word with a digit or a hyphen, no address, date or version."""
    low = value.lower()
    if (
        low in _NO_HOST
        or _HEADER.fullmatch(low)
        or re.fullmatch(r"[\d.:\-]+", low)
        or low.endswith((".example", ".test", ".invalid", "example.com"))
    ):
        return None
    return SHAPE
