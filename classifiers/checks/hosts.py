"""Checks of machines' names: what names a machine of a client, and what is a public site, a norm or a compound."""

import re

from classifiers.checks.endings import ANY_ENDING
from classifiers.checks.verdict import SHAPE, Verdict, shape
from classifiers.checks.words import words

_DIGIT_OR_HYPHEN = re.compile(r"[\d\-]")
_HOST_CUE = re.compile(
    r"(?:domain|dns|host|server|smtp|imap|pop3|mail|exchange|proxy|printer|drucker|imprimante|serveur|servidor|\bad\b|ldap|domin|domän|suffix|realm|forest|://|\\\\|@|"
    r"ping|ssh|nslookup|"
    r"\bzone\b|search|fqdn|netbios|intranet|portal|vpn|rdp|url)[^\n]{0,24}$"
)
_CODE_AHEAD = re.compile(
    r"(?:\bfrom|\bimport|\bpackage|\busing|\bnamespace|\brequire\(?[\"']?|\bmodule)\s{0,2}$"
)
_PATH_AHEAD = re.compile(r"(?<!/)/\s{0,2}$")
_PUBLIC_INTERNAL = re.compile(
    r"docker\.internal$|google\.internal$|localhost\.localdomain$|^chart-example\.local$|svc\.local$|(?:^|\.)(?:example|my\w*|your\w*|"
    r"contoso|fabrikam|company|domain|test|"
    r"foo|acme|corp|adatum|tailspintoys|settings|config|env|app|dev|staging|threading|self|this|"
    r"raspberrypi|homeassistant|"
    r"octopi|printer|proxy|server|nas|router|host|localhost)\.(?:local|lan|corp|internal|intra\w*|private|ad|adds?)$"
)


# Zones of manuals and of networks alike; a machine with a number of its own is one of a network.
_IN_A_ZONE = re.compile(r"\.(?:corp|dev|staging)\.(?:local|lan|corp|internal|intra\w*|private|ad)$")
_OF_ITS_OWN = re.compile(r"(?:[a-z][a-z0-9]{0,20}+-(?:[a-z0-9]{1,20}-){0,4}\d{1,4}|[a-z]{2,12}\d{2,4})\.")


# Of Kubernetes: the namespace in which a service runs, and what every cluster and every manual has for one.
_NAMESPACE = re.compile(r"\.(?P<space>[\w\-]+)\.(?:svc|pod)\.cluster\.local$")
_OF_MANUALS = re.compile(
    r"(?:my|your|some|the|example|demo|test|foo|bar|hello|sample|default|kube|istio|linkerd|ingress|cert|argo|flux|"
    r"tekton|knative|rook|longhorn|metallb|cattle|openshift|vault|monitoring|logging|observability|nginx|prometheus|"
    r"kafka|namespace|ns|service|svc|app|web|backend|frontend|server|client|api|db|database|dev|staging|prod)\b.*"
)


def _is_own_service(low: str) -> bool:
    """Whether a service's name is of somebody's own cluster: its namespace is called as no manual calls one."""
    within = _NAMESPACE.search(low)
    return within is not None and _OF_MANUALS.fullmatch(within["space"]) is None


_MEMBER = re.compile(r"[a-z]{1,30}(?:[A-Z][a-z]{1,30}){1,6}\.")  # of a program: `staticMethod.internal`

# Zones that no program has for a name of its own.
_OF_A_HOUSE = (".lan", ".corp", ".lokal", ".home.arpa", ".localdomain")


def internal_host(value: str, before: str) -> Verdict | None:
    """A name in a zone that only a private network has; the zones of containers and of manuals are none."""
    low, tail = value.lower(), value.rpartition(".")[2]
    if low.endswith(".cluster.local"):
        return shape(_is_own_service(low))
    if (
        (_PUBLIC_INTERNAL.search(low) and not (_IN_A_ZONE.search(low) and _OF_ITS_OWN.match(low)))
        or _PATH_AHEAD.search(before)
        # No module has a hyphen in its name, nor is called as a house's zone.
        or (_CODE_AHEAD.search(before) and "-" not in low and not low.endswith(_OF_A_HOUSE))
        or (tail[1:] != tail[1:].lower() and not tail.isupper())  # `opts.localDomain`
        or _MEMBER.match(value)
        or low.split(".")[0] in ("self", "this", "threading", "localhost")
        or all(part[:1].isupper() and not part.isupper() for part in value.split("."))  # modules of a program
    ):
        return None
    if low.count(".") == 1 and not _HOST_CUE.search(before):
        return None
    sure = low.count(".") > 1 and low.endswith(_OF_A_HOUSE)
    return shape(sure or _DIGIT_OR_HYPHEN.search(low) is not None or _HOST_CUE.search(before) is not None)


_NO_SHARE = words(
    "server servername fileserver host localhost machine computer computername share nas path wsl wsl$ "
    "tsclient domain "
    "remote ip hostname dc fs storage example contoso yourserver myserver hline"
)


def share_host(value: str, before: str) -> Verdict | None:
    """The machine in a path to a share; LaTeX and escapes have neither digit, hyphen nor dot."""
    low = value.lower()
    if low.split(".")[0] in _NO_SHARE or low.endswith((".sysinternals.com", "example.com")):
        return None
    if low.endswith("-") or "--" in low:  # no host; it is what a string of code leaves
        return None
    return shape(
        "-" in low or "." in low or (value.isupper() and len(value) > 3 and any(map(str.isdigit, value)))
    )


_PUBLIC_SITES = re.compile(
    r"(?:^|\.)(?:google\w*|gstatic|youtube|microsoft\w*|azure\w*|windows\w*|office\w*|live|outlook|bing|"
    r"msn|amazon\w*|aws|github\w*|gitlab|"
    r"bitbucket|pythonhosted|mycompany|yourcompany|cloudflare\w*|apple|icloud|docker|npmjs|pypi|python|ubuntu|debian|redhat|openai|chatgpt|"
    r"anthropic|claude|slack|zoom|"
    r"atlassian|stripe|twilio|example|w3|wikipedia|facebook|instagram|twitter|x|linkedin|reddit|"
    r"stackoverflow|stackexchange|medium|"
    r"oracle|cisco|vmware|fortinet|watchguard|sophos|mozilla|kubernetes|k8s|apache|gnu|schema|xmlsoap|"
    r"jsdelivr|unpkg|heroku\w*|vercel|"
    r"netlify|huggingface|kaggle|bbc|nytimes|cnn|yahoo|paypal|ebay|netflix|spotify|adobe|salesforce|"
    r"shopify|wordpress|ovh|hetzner|"
    r"digitalocean|linode|okta|duo|dropbox|notion|figma|canva|sendgrid|mailchimp|postman|sap|ibm|intel|"
    r"nvidia|android|kernel|"
    r"freedesktop|qt|unity|mongodb|elastic|grafana|hashicorp|terraform|jetbrains|eclipse|maven|gradle|"
    r"rubygems|crates|golang|go|"
    r"rust-lang|gmail|gmx|protonmail|zoho|fastmail|aol|ionos|strato|secureserver|t-online|mailgun|mailjet|forumsys|hotmail|yandex|qq|php|mysql|postgresql|sqlite|one|anydesk|teamviewer|test|invalid|localhost)\.[a-z.]{2,12}$"
)
_INSIDE = re.compile(
    r"(?:corp|int|internal|intra|intranet|ads?|dc\d*|vpn\d*|rds?\w{0,3}|rdp|rdg|gw\d*|owa|exch\w*|nas\d*|"
    r"srv\w*|fs\d*|sql\w*|db\w*|ldap\w*|"
    r"fw\d*|sandbox|staging|stage|uat|qa\d*|preprod|prod\w*|gitlab|jira|jenkins|grafana|kibana|erp|crm|"
    r"sap\w*|sharepoint|citrix|vdi|"
    r"bastion|jump\w*|backup\w*|bkp|mail\d|mx\d|smtp\d|relay\d*|mta\d*|mailgw\d*|pbx|sip|voip|gestionale|apps?|runner|pg|mysql|"
    r"redis|kafka|mongo|web\d+|"
    r"node\d+|host\d+|esx\w*|hv\d+|vm\d+|proxy\d*|dns\d+|dev|test|remote|lan|office|hq|dmz|mgmt|"
    r"monitor\w*|nexus|artifactory|"
    r"wiki|confluence|helpdesk|ticket\w*|intern|keycloak|sso|adfs|radius|wsus|sccm|print\w*|"
    r"file\w*|poczta|correo|posta|webmail|imap|smtp|pop3?|autodiscover)(?:-[\w\-]+)?$"
)
_SUFFIX = re.compile(rf"\.(?:{ANY_ENDING})$")


_CLIENT_CUE = re.compile(
    r"(?:(?:\b|_)(?:host|hostname|server|serwer|serveur|servidor|servidor|smtp|imap|fqdn|node|domain|dominio|domäne|domaine|realm|"
    r"endpoint)\s?[:=]?\s{0,2}[\"'`]?|"
    r"\b(?:ldaps?|amqps?|mqtts?|mongodb|rediss?|nats|kafka|postgres(?:ql)?|mysql|mariadb|sqlserver|smb|cifs|nfs|rdp|vnc)://|"
    r"\bkdc\s|"
    r"\b(?:dns|mta|received|helo|ehlo|relay|mx)\s?[;:=]?\s{1,2}(?:from\s|by\s)?|\bcurl\s[^\n]{0,30}https?://|"
    r"(?:\b|_)(?:url|host|server|endpoint)[\"']?\s?[:=]\s?[\"']?https?://|\b(?:on|in|auf|ssh|ping|dig|nslookup|tracert|traceroute|mtr|telnet|whois|to|sur|"
    r"en|su|op)\s(?:[+\-][\w]{1,12}\s){0,2}|\s-h\s|name\s=\s|@)$"
)


def served(value: str, before: str) -> Verdict | None:
    """A machine that somebody's programs talk to by its port: under a public ending, and no vendor's service."""
    low = value.lower()
    return shape(bool(_SUFFIX.search(low)) and not _PUBLIC_SITES.search(low) and not low.startswith("www."))


# A link says nothing of whose machine it is; two words for the inside of a network do.
_LINKED = re.compile(r"(?:\](?:\(|: ?)<?|[\s\"'(<]|^)https?://$")
_LINKED_INSIDE = re.compile(
    r"int|internal|intern|prd\d*|prod\d*|uat\d*|stg\d*|preprod|vpn\d*|gw\d*|rds?\w{0,3}|ldap\d*|sql\d*|nas\d*|"
    r"fw\d*|dc\d+|vdi\d*|erp\d*|mgmt|intranet|backup\d*|bastion|jump\d*"
)
_OPEN = words("app apps wiki dev test remote office hq print portal api docs developer developers")


def client_host(value: str, before: str) -> Verdict | None:
    """A machine of a client by its full name: its first part says that it stands inside, its domain is
    nobody's vendor."""
    low = value.lower()
    linked = _LINKED.search(before) is not None
    if not (linked or _CLIENT_CUE.search(before[-40:])) or (before.endswith("@") and "://" in before[-80:]):
        return None  # behind a password in an address another rule reads the whole
    if not _SUFFIX.search(low) or _PUBLIC_SITES.search(low) or low.startswith("www."):
        return None
    first = low.split(".")[0]
    if before.endswith("//") and first in _OPEN:  # in a link such names are mostly public services
        return None
    if linked:
        return shape("-" in first and any(_LINKED_INSIDE.fullmatch(part) for part in first.split("-")))
    if _INSIDE.fullmatch(first) or any(_INSIDE.fullmatch(part) for part in low.split(".")[1:-2]):
        return SHAPE
    return shape("-" in first and any(_INSIDE.fullmatch(part) for part in first.split("-")))


def inner_host(value: str, before: str) -> Verdict | None:
    """A full name that says by itself that it stands inside; its domain is nobody's vendor."""
    low = value.lower()
    return shape(_SUFFIX.search(low) is not None and _PUBLIC_SITES.search(low) is None)


_ROLE = re.compile(
    r"(?:MFP|MFC|PRT|NVR|UPS|DC|SRV|SVR|SERVER|FS|SQL|WS|NB|LT|PC|LAP|LAPTOP|DT|VM|EXCH|RDS|RDP|TS|FILE|PRN|PRINT|NAS|ESX|"
    r"ESXI|HV|HOST|FW|SW|AP|RTR|GW|BKP|"
    r"BACKUP|MAIL|ERP|SAGE|AADC|ADFS|WSUS|CTX|XEN|ACCT|DESK|DESKTOP|TILL|POS|KIOSK|WEB|APP|DB|CA|MBP|TAB|"
    r"HYPERV)(\d{0,3})"
)
_SURE_ROLE = words("SRV SVR NB AADC ADFS EXCH BKP ESX ESXI HYPERV RDS NAS")
_NO_MACHINE = words(
    "MS UTF ISO SQL HTTP HTTPS CVE RFC SHA AES RSA USB PCI DVD HDMI CLIENT MULTI CROSS NON SELF SINGLE "
    "OPEN FULL PRE POST RE DE "
    "TO IN ON END OFF THE NEW OLD READ WRITE UPLOAD TAG FLOW BASE TYPE NAME SIDE PLAIN TEXT KEY VALUE AND "
    "OR NOT NO YES API REST "
    "JSON XML GET PUT DELETE HEAD VS KB PR JIRA EPIC TASK BUG ISSUE TP SKU REF ORDER INV X Y Z A B C"
)


def machine(value: str, before: str) -> Verdict | None:
    """A machine's name of parts: one says what it does, another whose it is; tickets, norms and
    compounds are none."""
    parts = value.upper().split("-")
    roles = [part for part in parts if _ROLE.fullmatch(part)]
    others = [part for part in parts if not _ROLE.fullmatch(part)]
    if not roles:
        return None
    named = [part for part in others if not part.isdigit()]
    if any(part in _NO_MACHINE for part in parts):
        return None
    if any(
        len(part) > 3 and part.isdigit() and part[0] != "0" for part in parts
    ):  # perhaps an order's number
        return shape(bool(named) and _MACHINE_CUE.search(before) is not None)
    numbered = any(part[-1].isdigit() for part in parts)
    if not named and len(roles) < 2:
        return None
    sure_role = any(re.sub(r"\d", "", part) in _SURE_ROLE for part in roles)
    if sure_role or (numbered and (named or len(roles) > 1)):
        return SHAPE
    return shape(_MACHINE_CUE.search(before) is not None)


_MACHINE_CUE = re.compile(
    r"\b(?:server|host|hostname|rechner|pc|laptop|device|workstation|computer|machine|serveur|servidor|"
    r"serwer|komputer|reboot\w*|ping|rdp|ws|wks|logon|asset|drucker|printer|imprimante|impresora|stampante|"
    r"node|endpoint|vm|notebook)\W{0,3}(?:name\W{0,2})?$"
)
_NO_NAMED = re.compile(
    r"(?:UTF|ISO|RTX|GTX|GT|RX|USB|DDR|HDMI|CPU|GPU|RAM|SSD|HDD|NVME|PCIE?|X|I|M|IP|IPV|OS|WIN|DX|PS|PS/|"
    r"HP|MS|COVID|MP|H|AV|VP|MK|RFC|SHA|AES|"
    r"ARM|AARCH|AMD|X86_|MIPS|RISCV|PPC|SPARC|SQL|HTTP|TLS|SSL|WPA|WIFI|DP|VGA|ATX|AM|LGA|CORE|INTEL|AMD)[\- ]?\d.*"
)


def named_machine(value: str, before: str) -> Verdict | None:
    """A machine's name behind a word for one; parts of computers and norms are none."""
    return shape(
        (not _NO_NAMED.fullmatch(value) and any(map(str.isdigit, value)))
        or ("-" in value and not _NO_NAMED.fullmatch(value) and not set(value.split("-")) & _NO_MACHINE)
    )
