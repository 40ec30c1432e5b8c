"""Checks of logins: what is somebody's account, and what is a system's own, a word of code or of a manual."""

import re

from classifiers.brands import listed
from classifiers.checks.verdict import SHAPE, Verdict, shape
from classifiers.checks.words import words

# Accounts that come with a system, words of manuals, and words of code; they are nobody's login.
_NO_LOGIN = words(
    "root admin administrator sa guest system user users username user_name userid user_id login test "
    "tester test-user testuser "
    "demo default public anonymous nobody postgres mysql mongo redis oracle ubuntu debian centos ec2-user "
    "azureuser vagrant docker "
    "node runner app www www-data nginx apache git svn jenkins pi me you your my name yourname your_name "
    "your-name your_username "
    "your-username myuser my_user my-user dbuser db_user john jane johndoe janedoe john.doe jane.doe "
    "john_doe alice bob foo bar baz "
    "bytes unicode string str int integer bool boolean none null nil true false undefined object any "
    "number text "
    "required optional email "
    "password pass pwd id uid self this request session current current_user currentuser auth token key "
    "value data model "
    "models first_name last_name firstname lastname full_name account accounts hostname host localhost "
    "database db schema table "
    "e.g i.e etc v1 v2 utf8 utf-8 read-only sign-in sign-up log-in set-up end-user owner role group "
    "member members manager service "
    "everyone all yourself them someone somebody who whose which with and or the that this has is was are "
    "were will can may should must cannot could would might needs wants has does get gets set "
    "not no yes on off in out up for from by at to of as if when then than krbtgt dbo builtin network "
    "local number jovyan vscode "
    "appuser app_user application webmaster postmaster info support office mail contact help new old "
    "other another same "
    "defined-user user-defined multi-user single-user per-user super-user superuser power-user sub-user "
    "non-admin pre-defined "
    "built-in opt-in opt-out two-factor multi-factor third-party in-app add-on plug-in real-time "
    "end-to-end client-side "
    # Accounts that come with a product, and stand-ins that services ask for.
    "elastic kibana_system rabbitmq minio minioadmin oauth2 x-access-token x-token-auth gitlab-ci-token sys "
    "sysdba scott tomcat grafana cisco ubnt backup deploy deployer operator zabbix nagios splunk keycloak neo4j "
    "couchdb influxdb relay mailer smtp sender reader writer worker agent bot robot cron batch "
    "something devstoreaccount1 bind foobar unknown without nothing octocat "
    "i8 i16 i32 i64 u8 u16 u32 u64 usize isize f32 f64 "
    "sa_storage sa_family sa_data sa_size sa_len sa_handler sa_flags sa_mask sa_sigaction "
    "sa_restorer "
    "mariadb cassandra solr sonar sonarqube nexus portainer traefik daemon someuser theuser testing"
)
_CODE_LOGIN = re.compile(
    r"(?:get|set|is|has|on|new|my|your|the|current|auth|request|session|self|this|input|form|app|test|"
    r"example|sample|dummy|fake|systemd)[_.\-].*|"
    r".{0,80}[_.\-](?:mut|ptr|ref|name|id|ids|type|form|field|input|key|value|data|model|list|count|role|roles|group|info|"
    r"profile|email|password|token|"
    r"table|service|controller|manager|handler|class|string|obj|object|py|js|ts|html|css|json|yml|com|org|io|"
    r"net|based|related|"
    r"friendly|specific|facing|level|only|in|up|out|side|notifier|bot)$|[a-z]+(?:[A-Z][a-z]+)+|v?\d.*|x{2,}.*|"
    r"[A-Z]\w{0,40}\.(?:new|create|build|find|first|last|all|where|objects|current|from|of|parse)|"
    r"[\w.]+\.[A-Z]\w*(?:\.\w+)*|[a-z]+_[a-z]+[A-Z]\w*|(?:[A-Z][a-z0-9]+){4,}|[0-9a-f]{12,}|(?:\w{1,40}\.){1,6}(?:user_?(?:name|[iI][dD])?|login|uid\d?)(?:\.\w{1,40})?|(?:Get|Set|New|Add|Remove|Find|Resolve)-[A-Z]\w{0,40}|\w{1,30}\[.*|sa_\w+_t|(?:[A-Z][a-z]{1,30}){2,6}(?:\.[a-z_]\w{0,40}){1,3}|[mp][trblxy]?-\d|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?-i:[A-Z]+(?:_[A-Z0-9]+)+)"
)
_MARKED = re.compile(r"[._\-+\\@]|\d")


# Of a table, by its name: `events.value_2`; a type of OCaml: `Ident.t`.
_COLUMN = re.compile(r"[a-z][\w.]{0,80}\.[a-z]{1,20}_[a-z\d_]{1,30}|(?:[A-Z]\w{0,40}\.){1,4}t")
_ENDS_AS_ADDRESS = re.compile(r"\d\.\d{1,3}\.\d{1,3}$")  # 'user'@'192.168.0.1', read without its signs


def _login(value: str) -> bool:
    low = value.lower().strip("$")
    # user1 and test_2 are somebody as little as user and test
    return (
        len(low) > 2
        and low[-1] != "_"
        and low not in _NO_LOGIN
        and low.rstrip("0123456789").rstrip("_-") not in _NO_LOGIN
        and not _CODE_LOGIN.fullmatch(value)
        and not _ENDS_AS_ADDRESS.search(value)
        and not _COLUMN.fullmatch(value)
    )


# `db_username=` at the start of a line: a setting, and no argument of a call.
_SETTING = re.compile(r"(?:^|\n)[\w.\-]{1,60}=[\"']?$|[\"']\s?:\s?[\"']$")


# Of Kubernetes, which nobody logs in with.
_OF_A_SERVICE = re.compile(r"service[ _]?account(?:[ _]?name)?[\"']?\s{0,2}:\s{0,2}[\"']?$", re.IGNORECASE)


def key_login(value: str, before: str) -> Verdict | None:
    """A login behind its key: marked as one by a digit, a dot or a hyphen; no word of code, no account of a system."""
    if _OF_A_SERVICE.search(before):
        return None
    if re.fullmatch(r"[a-z_.]+", value) and not _SETTING.search(before):
        return None
    if "@" in value or not _MARKED.search(value) or not _login(value):
        return None
    return SHAPE


def account(value: str, before: str) -> Verdict | None:
    """A login whose place says that it is one: any word that is no system's own, no role and no word of code."""
    role = value.lower().rstrip("0123456789").rstrip("_-") in _ROLES
    return shape(_login(value) and not role and not _FILLED_IN.search(value))


_LETTERS = re.compile(r"[^\W\d_]+")


def called_login(value: str, before: str) -> Verdict | None:
    """Letters and digits that are called a login: no word with its version, no program's with its year."""
    letters = "".join(_LETTERS.findall(value)).lower()
    versioned = sum(map(str.isdigit, value)) <= len("2024")
    return (
        None
        if versioned and (letters in listed("common.txt") or letters in _PROGRAMS)
        else account(value, before)
    )


# What has versions and years behind it, and is in no list of words.
_PROGRAMS = words(
    "win windows sql php java python node oauth saml ldap http https utf abc xyz api ssl tls ios macos rhel"
)


def directory_login(value: str, before: str) -> Verdict | None:
    """A login in letters alone, as directories list them: no word of a language, no account of a system."""
    return shape(_login(value) and value not in _ROLES and value not in listed("common.txt"))


# What an account is for, where it is nobody's and tells nothing of whose system it is.
_ROLES = words(
    "ops svc crm erp etl rep rpt drop edge event events sync dev adm kiosk report reports reporting contractor vpnuser "
    "vpn netops netadmin sysadmin appadmin webadmin dba data web api job jobs queue metrics analytics export import "
    "upload uploads download downloads media scanner scan print printer branch shop store orders billing payments "
    "ro rw readonly read_only loader ingest gateway broker bus build builder ci runner release staging prod "
    "production sensor device probe primary replica replication repl slave master main internal "
    "external public private secret"
)


_FILLED_IN = re.compile(r"(?i)^(?:your|my|the)[_\-.]|^<|^x+$|^\*|example|changeme|placeholder")


_COMPOUND = re.compile(r"[a-z]+(?:-[a-z]+)+")
_SSH_USER = re.compile(r"(?:^|\n)\s{0,8}(?:user|login|username)\s$|(?:login|acct|account|cn=)\W{0,3}$")


def said_login(value: str, before: str) -> Verdict | None:
    """A login in a sentence that speaks of one; two words with a hyphen are prose, but not in a configuration."""
    if (
        _COMPOUND.fullmatch(value)
        and not value.startswith(("svc-", "adm-", "srv-"))
        and not _SSH_USER.search(before)
    ):
        return None
    return shape(_login(value) and "@" not in value)


# Marks of programs and of pages, and who is meant by a call to all.
_NO_MENTION = words(
    "property param params return returns throws type typedef media import include override decorator dataclass "
    "staticmethod classmethod deprecated author since see link todo here channel everyone team all charset keyframes "
    "supports font-face page layer apply tailwind extend mixin use if else for each while end section yield foreach "
    "csrf auth guest component bean autowired transactional "
    "mention mentions reboot hourly daily weekly monthly yearly annually midnight"
)


def mentioned(value: str, before: str) -> Verdict | None:
    """A handle behind its sign: a login that is no word of a language, of a program or for everybody."""
    handle = value.lstrip("@")
    return None if handle in _NO_MENTION else directory_login(handle, before)


_NO_DOMAIN = re.compile(
    r"(?:hk\w{2,}|builtin|authority|nt|[a-z]|software|system|microsoft|windows|app|foo|bar|config|models?|"
    r"error|warning|info|ok|test|domain|namespace|use)$",
    re.I,
)
_ESCAPE = re.compile(r"u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}(?![a-z])")  # of a letter, in JSON and code
_USER_CUE = re.compile(
    r"(?:user|login|log-?on|account|acct|domain|as|by|owner|compte|benutzer|utente|usuario|konto|est|is|:|"
    r"=|-)\W{0,3}$"
)
_BUILTIN = words("administrator admin administrators users system guest krbtgt everyone")


_IMPORTED = re.compile(r"(?:^|\n)\s{0,8}(?:use|namespace)\s(?:function\s|const\s)?$", re.IGNORECASE)  # of PHP


def domain_user(value: str, before: str) -> Verdict | None:
    """DOMAIN\\user; registry paths, name spaces and escapes in program text are none."""
    domain, _, user = value.replace("\\\\", "\\").partition("\\")
    if _IMPORTED.search(before):
        return None
    if _ESCAPE.match(user):
        return None
    if _NO_DOMAIN.fullmatch(domain) or user.lower() in _BUILTIN or not user[:1].isalpha():
        return None
    marked = _MARKED.search(user) is not None
    if domain != domain.upper() or (user[0] in "ntrbfvaxu" and user[1:2].isupper()):
        return None
    if user[0] in "ntrbfvaxu" and not marked and not _USER_CUE.search(before):
        return None
    return shape(marked or (user.islower() and len(user) > 3 and _USER_CUE.search(before) is not None))


def small_domain_user(value: str, before: str) -> Verdict | None:
    """domain\\user in small letters behind a word for a login; what every system has is nobody's."""
    domain, _, user = value.replace("\\\\", "\\").partition("\\")
    return shape(_NO_DOMAIN.fullmatch(domain.upper()) is None and user.lower() not in _BUILTIN)


_ROUTE = re.compile(r"(?:[(\[=]\s?|\b(?:get|post|put|patch|delete|head|options)[\"'`]?,?\s)[\"'`]?/users/$")


def folder_user(value: str, before: str) -> Verdict | None:
    """The person in a path to a home folder, where the name is marked as a login; a route of a program is none."""
    return shape(
        _ROUTE.search(before) is None
        and _login(value)
        and len(value) > 4
        and _MARKED.search(value) is not None
        and not value.lower().startswith(("user", "linuxbrew", "your"))
    )
