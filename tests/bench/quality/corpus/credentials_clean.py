"""Texts without a credential that look as if they had one: digests, ids, examples, masks, code, talk about passwords."""

import base64
import random
import re
import string
from collections.abc import Iterator

from tests.bench.quality.corpus import Labelled, compose

SEED = 20261122
ROUNDS = 4
GROUPS = ("credentials",)

_PIECE = re.compile(r"‹(\w+)›")

# Wordings, one a line; \n inside a wording is a line break.
WORDINGS = r"""
commit ‹hex40›\nAuthor: somebody
Merge ‹hex7› into main, see ‹hex40›
sha256:‹hex64›  nginx:1.27
"integrity": "sha512-‹b64›"
"resolved": "https://registry.npmjs.org/left-pad/-/left-pad-1.3.0.tgz#‹hex40›"
package==1.2.3 --hash=sha256:‹hex64›
md5: ‹hex32›  report.pdf
ETag: "‹hex32›"
X-Request-Id: ‹uuid›
request_id=‹uuid› status=200 duration=12ms
traceparent: 00-‹hex32›-‹hex16›-01
"id": "‹uuid›", "parent_id": "‹uuid›"
user_id: ‹uuid›
session started, correlation id ‹uuid›
tenant ‹uuid›, subscription ‹uuid›
image: registry.acme.io/app@sha256:‹hex64›
arn:aws:iam::123456789012:role/deploy-‹word›
i-0‹hex16› in vpc-0‹hex8›
fingerprint: SHA256:‹b64f›
thumbprint ‹HEX40›
ssh-ed25519 ‹sshpub› bob@laptop
ssh-rsa ‹sshpub› deploy
-----BEGIN CERTIFICATE-----\n‹b64line›\n‹b64line›\n-----END CERTIFICATE-----
-----BEGIN PUBLIC KEY-----\n‹b64line›\n‹b64line›\n-----END PUBLIC KEY-----
<img src="data:image/png;base64,‹b64line›‹b64line›">
url("data:font/woff2;base64,‹b64line›")
PublicKey = ‹wgpub›
public_key: ‹wgpub›
"publicKey": "‹hex64›"
STRIPE_PUBLISHABLE_KEY=pk_live_‹alnum›
pk_test_‹alnum›
password: changeme
password = "changeme"
DB_PASSWORD=changeme
PASSWORD=your_password_here
API_KEY=<your-api-key>
api_key: "YOUR_API_KEY"
token = "xxxxxxxxxxxxxxxxxxxxxxxx"
secret: "****************"
Authorization: Bearer <token>
Authorization: Bearer $TOKEN
Authorization: Bearer ${ACCESS_TOKEN}
curl -u user:password https://example.com
curl -H "X-Api-Key: $API_KEY" https://api.acme.io
postgres://user:password@localhost:5432/db
postgres://${DB_USER}:${DB_PASS}@db/app
mysql://root:root@localhost/test
password = os.environ["DB_PASSWORD"]
password = os.getenv("DB_PASSWORD")
password = config.get("database", "password")
password = getpass.getpass("Password: ")
const token = process.env.API_TOKEN;
String password = System.getenv("DB_PASSWORD");
password: {{ vault_db_password }}
password: ${{ secrets.DB_PASSWORD }}
password: !vault |
password = var.db_password
password = data.aws_secretsmanager_secret_version.db.secret_string
client_secret = azuread_application_password.app.value
secretKeyRef:\n  name: db-secret\n  key: password
valueFrom:\n  secretKeyRef:\n    name: api-token-‹word›
env:\n  - name: DB_PASSWORD\n    valueFrom:\n      secretKeyRef: {name: db, key: pw}
password_hash = hash_password(password)
if not check_password(user, password): raise PermissionError
def login(username: str, password: str) -> Token: ...
function setPassword(password) { this.password = password; }
public String getPassword() { return password; }
this.passwordField = new PasswordField("Password");
<input type="password" name="password" placeholder="Enter your password">
<label for="password">Password</label>
<string name="error_password">Wrong password, try again</string>
"password": "Password", "forgotPassword": "Forgot password?"
"password": {"type": "string", "minLength": 8}
password VARCHAR(255) NOT NULL
ALTER TABLE users ADD COLUMN password_reset_token VARCHAR(64);
INSERT INTO users (name, password) VALUES (?, ?)
SELECT password FROM users WHERE id = 1
validates :password, length: {minimum: 8}
PASSWORD_MIN_LENGTH=12
password.length >= 8 && password.match(/[A-Z]/)
passwd:         files systemd
token_count: 1024, max_tokens: 4096
next_page_token: null
tokenizer = AutoTokenizer.from_pretrained("bert-base-uncased")
tokens per second: 1432.55
key: value, primary_key: id, foreign_key: customer_id
primaryKey: "order_item_id"
cache key user:12345:profile:v2
key={item.id} ref={inputRef}
KeyError: 'customer_reference_number'
const KEY_LENGTH = 32;
hotkey: ctrl+shift+p
i18n key: checkout.payment.card.title
the key to success is patience and practice
The secret of good bread is time.
pass the salt, please; pass it on
He passed the exam with 98/100.
Her passport expired in 2024.
bypass=1; compass: north
The password must have 12 characters, one digit and one sign.
Passwords expire after 90 days; the minimum length is 14.
I forgot my password and the reset mail never arrives.
What is a good password policy for 2026?
How do I rotate an API key without downtime?
Please never share your password or PIN with anyone.
The PIN code of GPIO 17 is on the schematic.
pin 13 on the ATmega328P
error code 500123, exit code 1, status code 404
zip code 90210, area code 415, country code 49
promo code SUMMER2026
order number 4500123456, invoice 2026-10-0017
version 3.11.4, build 20261120.4
Ticket INC0012345 / CHG0045678
TCP / UDP, true/false, and/or, 24/7
yes / no, input / output, client / server
nginx:1.27-alpine\nredis:7.4-alpine\npostgres:16-alpine
localhost:8080\nlocalhost:9090
src/app.py:120: error: Name 'token' is not defined
main.c:42:17: warning: unused variable
color: #ff8800; background:#1a2b3c
margin:0 auto;padding:0;font:12px/1.5 Arial
!function(e,t){"object"==typeof exports?module.exports=t():e.password=t()}(this,function(){return 1})
ssid: Guest, security: WPA2, channel: 11
Wi-Fi 802.11ac / ax, 2.4 GHz / 5 GHz
enable secret <password>
username <name> privilege 15 secret <secret>
snmp-server community public RO
no service password-recovery\nservice password-encryption
neighbor 10.0.0.1 remote-as 65001
ip ospf authentication message-digest
aaa authentication login default local
radius-server deadtime 10
net user bob * /domain
mysql -u root -p shop < dump.sql
psql --password -h db -U app
docker login registry.acme.io
gpg --passphrase-file /run/secrets/pw
ssh -p 2222 bob@host
tar -p -xf a.tar
7z x archive.7z -y
openssl req -new -key server.key -out server.csr
ConvertTo-SecureString $env:PW -AsPlainText -Force
$cred = Get-Credential
Read-Host -AsSecureString "Password"
License: MIT OR Apache-2.0
licence GPL-3.0-or-later
Product key: XXXXX-XXXXX-XXXXX-XXXXX-XXXXX
serial number is on the back of the device
model WRT-1900-ACS-V2
backup codes are shown once; store them safely
recovery key rotation is planned for Q3
two-factor authentication is mandatory since May
the seed phrase has twelve words; write it on paper and never type it
username,email,role\nbob,bob@acme.example,admin
name,password_policy\nsales,strong
| Field | Type | Required |\n|---|---|---|\n| password | string | yes |
| Setting | Value |\n|---|---|\n| Password length | 14 |
{"kty":"RSA","n":"‹b64u›","e":"AQAB","use":"sig"}
kind: Secret\nmetadata:\n  name: db-credentials\n  namespace: production
kind: ConfigMap\ndata:\n  hello: d29ybGQgaXMgZmluZQ==
certificate-authority-data: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t‹b64line›
otpauth is a scheme for authenticator apps
JWTs have three parts: header, payload and signature
basic authentication over TLS, bearer authentication in RFC 6750
GET /oauth/authorize?response_type=code&client_id=web&state=‹hex16›
datadog-agent 7.58.1, stripe-cli v1.21.8, sentry-sdk==2.17.0
mapbox://styles/mapbox/streets-v12
https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX
github.com/acme/widgets/commit/‹hex40›
Das Passwort muss mindestens 12 Zeichen haben.
Passwort vergessen? Dann bitte auf den Link klicken.
Le mot de passe doit contenir huit caractères.
La contraseña debe tener 12 caracteres.
La password deve essere lunga.
Het wachtwoord moet lang zijn.
A senha deve ter oito caracteres.
Hasło musi mieć 12 znaków.
Пароль должен быть длинным.
密码不能为空
user: string; password: string; remember: boolean
"token_type": "Bearer", "scope": "openid profile"
AccessToken accessToken = provider.getAccessToken();
session_id = request.cookies.get("session_id")
csrf_token: {{ csrf_token() }}
self.assertEqual(response.status_code, 401)
SecretStr("**********")
"""


class _Values:
    def __init__(self, seed: str) -> None:
        self._chance = random.Random(seed)

    def _of(self, alphabet: str, size: int) -> str:
        return "".join(self._chance.choice(alphabet) for _ in range(size))

    def make(self, name: str) -> str:
        hexadecimal = "0123456789abcdef"
        if (found := re.fullmatch(r"hex(\d+)", name)) is not None:
            return self._of(hexadecimal, int(found[1]))
        match name:
            case "HEX40":
                return self._of("0123456789ABCDEF", 40)
            case "uuid":
                drawn = self._of(hexadecimal, 32)
                return "-".join((drawn[:8], drawn[8:12], drawn[12:16], drawn[16:20], drawn[20:]))
            case "b64":
                return base64.b64encode(self._chance.randbytes(64)).decode()
            case "b64f":
                return base64.b64encode(self._chance.randbytes(32)).decode().rstrip("=")
            case "wgpub":
                return base64.b64encode(self._chance.randbytes(32)).decode()
            case "b64line":
                return base64.b64encode(self._chance.randbytes(48)).decode()
            case "b64u":
                return base64.urlsafe_b64encode(self._chance.randbytes(255)).decode().rstrip("=")
            case "sshpub":
                return "AAAAC3NzaC1lZDI1NTE5AAAAI" + base64.b64encode(
                    self._chance.randbytes(31)
                ).decode().rstrip("=")
            case "alnum":
                return self._of(string.ascii_letters + string.digits, 24)
            case _:
                return self._chance.choice(("orders", "billing", "reports", "metrics"))


def texts() -> Iterator[Labelled]:
    """Every wording; those with drawn values a few times."""
    for number, line in enumerate(WORDINGS.strip("\n").split("\n")):
        for turn in range(ROUNDS if "‹" in line else 2):
            values = _Values(f"{SEED}:{number}:{turn}")
            text = _PIECE.sub(lambda found, values=values: values.make(found[1]), line).replace(r"\n", "\n")  # type: ignore[misc]
            before = "" if turn % 2 == 0 else "Can you check this?\n\n"
            yield compose(
                before + text, tags={"hardneg", f"template:clean-{number}"}, id=f"clean-{number}-{turn}"
            )
