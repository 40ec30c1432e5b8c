"""Credentials in wordings written before the rules were last changed, and clean texts beside them; all held back.

Nobody reads the misses of these lines to mend a rule: they say how the rules do on what they were not written with.
A line of ``CLEAN`` has the names and the shapes of the others and no secret.
"""

import string
from collections.abc import Iterator

from tests.bench.quality.corpus import Labelled
from tests.bench.quality.corpus.credentials import labelled
from tests.bench.quality.corpus.credentials_wild import Wild

SEED = 20261203
GROUPS = ("credentials",)
ROUNDS = 3

_ROWS = ("qwertzuiop", "asdfghjkl", "yxcvbnm")


class _Fresh(Wild):
    """Three more ways to make a password, and what clean lines hold."""

    def keys(self) -> str:
        """A walk over the keyboard with a number."""
        row, at = self._chance.choice(_ROWS), self._chance.randrange(3)
        return f"{row[at : at + 4].title()}{self._of('123456789', 3)}{self._chance.choice('!$%')}"

    def place(self) -> str:
        """A firm, a floor, a year."""
        return f"{self._word().title()}{self._chance.choice('-_.@')}{self._word().title()}{self._of('3456789', 2)}"

    def long(self) -> str:
        """What a manager of passwords makes: four groups with signs between."""
        return "-".join(self._of(string.ascii_letters + string.digits, 6) for _ in range(3)) + "4"

    def jwkd(self) -> str:
        """The secret number of a key in JSON."""
        return self.url64()

    def point(self) -> str:
        """A public number of a key in JSON."""
        return self.url64()

    def sha(self) -> str:
        """A commit."""
        return self.hex40()

    def id(self) -> str:
        """The id of a row or of a request."""
        return self.uuid()


# One entry a syntax: wordings, one a line; \n inside a wording is a line break.
SYNTAXES: dict[str, str] = {
    "env": r"""
WORDPRESS_DB_NAME=wp\nWORDPRESS_DB_PASSWORD=‹place›\nWORDPRESS_TABLE_PREFIX=wp_
IMAP_LOGIN_PASSWD = ‹keys›
BORG_PASSPHRASE='‹phrase›'
NEXTAUTH_SECRET=‹b64›
export OS_PASSWORD=‹long› OS_USERNAME=‹user›
CI_DEPLOY_TOKEN=‹tok› CI_DEPLOY_USER=‹user› make push
# SAP_PW=‹place›  (old, still works)
PASSWORD_PEPPER=‹hex64›
""",
    "shell": r"""
mysqladmin -u root -p‹pw› status
restic -r /backup --password-command 'echo ‹long›' snapshots
curl --user ‹user›:‹keys› --upload-file a.tar https://‹host›/drop/
curl --proxy-user '‹user›:‹place›' -x ‹host›:8080 https://acme.io
curl -d 'username=‹user›&password=‹pw›' https://‹host›/login
http --auth ‹user›:‹pw› GET https://‹host›/items
printf '%s\n' '‹place›' | docker login -u ‹user› --password-stdin ‹host›
psql "host=‹host› user=‹user› password=‹pw› sslmode=require"
mongosh --host ‹host› --username ‹user› --password '‹noisy›'
cryptsetup luksOpen /dev/sdb1 data <<< '‹phrase›'
expect -c 'spawn ssh ‹user›@‹host›; expect "assword:"; send "‹keys›\r"'
echo "‹host›:5432:*:‹user›:‹pw›" >> ~/.pgpass
useradd -m -p ‹hash› ‹user›
usermod --password '‹hash›' ‹user›
ldapmodify -H ldap://‹host› -D cn=admin -w ‹place› -f x.ldif
keytool -import -alias root -keystore cacerts -storepass ‹keys› -noprompt
signtool sign /f cert.pfx /p ‹place› app.exe
""",
    "powershell": r"""
$secret = '‹tok›' | ConvertTo-SecureString -AsPlainText -Force
Invoke-RestMethod -Uri https://‹host›/x -Headers @{ 'X-Api-Key' = '‹tok›' }
Connect-MgGraph -ClientSecretCredential (New-Object PSCredential '‹id›', (ConvertTo-SecureString '‹url64›' -AsPlainText -Force))
$body = @{ username = '‹user›'; password = '‹noisy›' } | ConvertTo-Json
New-SmbMapping -LocalPath 'X:' -RemotePath '\\‹host›\c' -UserName '‹user›' -Password '‹place›'
Add-Computer -DomainName corp.lan -Credential (New-Object PSCredential('‹user›', ('‹keys›' | ConvertTo-SecureString -AsPlainText -Force)))
[string]$AdminPass = "‹place›"
""",
    "yaml": r"""
elasticsearch.username: ‹user›\nelasticsearch.password: ‹place›
persistence:\n  postgres:\n    auth:\n      postgresPassword: ‹long›
    secretRef:\n      token: "‹tok›"   # read only
- task: Login@1\n  inputs:\n    username: ‹user›\n    password: '‹keys›'
users:\n- name: admin\n  user:\n    token: ‹url64›
login:\n  ‹user›:\n    pass: "‹place›"
wifi_networks:\n  - ssid: "Barn"\n    key_mgmt: WPA-PSK\n    passphrase: ‹place›
accounts:\n  - {login: ‹user›, secret: '‹pw›'}
""",
    "json": r"""
{"auths":{"‹host›":{"auth":"‹basic›"}}}
{"kty":"RSA","e":"AQAB","n":"‹point›‹point›","d":"‹jwkd›"}
{"kty":"oct","alg":"HS256","k":"‹jwkd›"}
{"kty":"EC","crv":"P-256","x":"‹point›","y":"‹point›","d":"‹jwkd›"}
{"Server":"‹host›","Uid":"‹user›","Pwd":"‹keys›"}
{"values":[{"name":"DbPassword","secret":true,"value":"‹pw›"}]}
[{"field":"username","content":"‹user›"},{"field":"password","content":"‹place›"}]
{"type":"password","label":"Password","value":"‹noisy›"}
{"grant_type":"password","username":"‹user›","password":"‹place›","client_id":"web"}
{"refresh_token": "‹url64›", "expires_in": 3600}
{"hook": {"url": "https://acme.io/h", "signingSecret": "‹tok›"}}
""",
    "toml": r"""
[database]\nurl = "postgres://‹user›:‹long›@‹host›/app"
[accounts.mail]\nuser = "‹user›"\nsecret = "‹place›"
api_token = '''‹tok›'''
[[registries]]\nname = "acme"\ntoken = "Basic ‹basic›"
""",
    "ini": r"""
[global]\nindex-url = https://‹user›:‹pw›@‹host›/simple
svn-password = ‹keys›
quarkus.datasource.password=‹place›
machine ‹host› login ‹user› password ‹pw›
[wifi-security]\nkey-mgmt=wpa-psk\npsk=‹place›
auth_pass ‹keys›
sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="‹user›" password="‹long›";
smtp_sasl_password_maps = static:‹user›:‹pw›
[Sync]\nLogin=‹user›\nSecret=‹place›
""",
    "xml": r"""
<datasource jndi-name="x"><security><user-name>‹user›</user-name><password>‹pw›</password></security></datasource>
<param name="password" value="‹place›"/>
<Credential UserName="‹user›" Password="‹keys›" Domain="corp"/>
<appSettings><add key="SmtpPass" value="‹place›" /></appSettings>
<AutoLogon><Username>‹user›</Username><Password><Value>‹place›</Value></Password></AutoLogon>
<ns:ClientSecret>‹tok›</ns:ClientSecret>
<input type="password" name="pw" value="‹place›">
<key>wifiPassword</key>\n<string>‹place›</string>
""",
    "hcl": r"""
resource "random_id" "x" {}\nresource "aws_db_instance" "db" {\n  username = "‹user›"\n  password = "‹long›"\n}
variable "db_password" {\n  description = "root"\n  default     = "‹place›"\n}
db_admin_pass = "‹noisy›"
set_sensitive {\n  name  = "auth.password"\n  value = "‹pw›"\n}
secrets = {\n  smtp = "‹pw›"\n}
""",
    "sql": r"""
ALTER ROLE ‹user› WITH LOGIN ENCRYPTED PASSWORD '‹place›';
CREATE USER MAPPING FOR ‹user› SERVER s OPTIONS (user '‹user›', password '‹pw›');
CHANGE REPLICATION SOURCE TO SOURCE_USER='repl', SOURCE_PASSWORD='‹long›';
CREATE CREDENTIAL c WITH IDENTITY = '‹user›', SECRET = '‹tok›';
INSERT INTO wp_users SET user_login='‹user›', user_pass='‹place›';
UPDATE config SET value='‹keys›' WHERE name='smtp_password';
SELECT dblink_connect('host=‹host› user=‹user› password=‹pw›');
SELECT * FROM users WHERE email = 'a@b.io' AND password = '‹place›'
COPY t FROM 's3://b/k' CREDENTIALS 'aws_access_key_id=‹akia›;aws_secret_access_key=‹aws›';
""",
    "python": r"""
requests.post(url, auth=('‹user›', '‹place›'))
smtp.login("‹user›@acme.io", "‹keys›")
ssh.connect("‹host›", 22, "‹user›", "‹pw›")
PASSWORDS = {"‹user›": "‹place›"}
client = MongoClient(host, username="‹user›", password="‹noisy›")
API = Api(token="‹tok›", timeout=30)
app.config["JWT_SECRET_KEY"] = "‹tok›"
def connect(user="‹user›", password="‹place›"):
db_password: str = Field("‹pw›", alias="dbPassword")
conn = pyodbc.connect("DRIVER={x};SERVER=‹host›;UID=‹user›;PWD=‹place›")
zf.extractall(pwd=b"‹keys›")
""",
    "javascript": r"""
const client = new Client({ user: '‹user›', host: '‹host›', password: '‹long›' })
axios.post(url, { email: 'a@b.io', password: '‹place›' })
const SECRET = '‹tok›'
jwt.sign(payload, '‹tok›', { expiresIn: '1h' })
axios.get(u, { auth: { username: '‹user›', password: "‹keys›" } })
process.env.ADMIN_TOKEN = '‹tok›'
<Input type="password" defaultValue="‹place›" />
sequelize = new Sequelize('app', '‹user›', '‹place›', { host: '‹host›' })
""",
    "jvm": r"""
props.put("ssl.key.password", "‹place›");
.authorization(Credentials.basic("‹user›", "‹keys›"))
@Value("${db.password:‹place›}")
val conf = Conf(user = "‹user›", pass = "‹pw›")
.withPassword("‹place›")
KeyStore.getInstance("JKS").load(in, "‹keys›".toCharArray());
spark.conf.set("fs.azure.account.key.acme", "‹b64›")
""",
    "dotnet": r"""
services.Configure<Mail>(o => { o.Password = "‹place›"; });
var token = "‹url64›";
UseSqlServer("Server=‹host›;Database=x;User Id=‹user›;Password=‹long›;TrustServerCertificate=True")
<add name="x" connectionString="Server=‹host›;uid=‹user›;pwd=‹keys›" />
request.AddHeader("Authorization", "Bearer ‹url64›");
""",
    "go": r"""
cfg := Config{User: "‹user›", Password: "‹place›"}
os.Setenv("API_SECRET", "‹tok›")
req.SetBasicAuth("‹user›", "‹place›")
const apiToken = "‹tok›"
db, err := sql.Open("mysql", "‹user›:‹pw›@tcp(‹host›:3306)/app")
""",
    "native": r"""
#define MQTT_PASS    "‹place›"
let secret: &str = "‹tok›";
PQconnectdb("host=‹host› user=‹user› password=‹pw›");
strcpy(cfg.password, "‹place›");
""",
    "script": r"""
$conn = new mysqli("‹host›", "‹user›", "‹place›", "shop");
$db = new PDO('mysql:host=‹host›', '‹user›', '‹long›');
Net::SSH.start('‹host›', '‹user›', password: '‹place›')
password => "‹pw›",
$config['smtp_pass'] = '‹keys›';
""",
    "url": r"""
ftp://‹user›:‹keys›@‹host›/pub
amqp://‹user›:‹place›@‹host›/%2f
https://‹host›/reset?token=‹url64›
mongodb+srv://‹user›:‹pw›@cluster0.acme.mongodb.net/?retryWrites=true
https://‹host›/api?user=‹user›&pass=‹place›
smb://corp;‹user›:‹keys›@‹host›/share
redis://:‹long›@‹host›:6379/0
""",
    "headers": r"""
Proxy-Authorization: Basic ‹basic›
X-Vault-Token: ‹tok›
Set-Cookie: sid=‹url64›; HttpOnly; Secure
api-key: ‹hex32›
PRIVATE-TOKEN: ‹short›
"x-api-key": "‹tok›",
""",
    "network": r"""
username ‹user› privilege 15 password 0 ‹place›
 authentication-key 1 md5 ‹keys›
tacacs-server host 10.1.1.9 key ‹place›
snmp-server user ‹user› grp v3 auth sha ‹place› priv aes 128 ‹keys›
set system login user ‹user› authentication plain-text-password-value "‹pw›"
config vpn ipsec phase1-interface\nedit "hq"\nset psksecret ‹long›
crypto ikev2 keyring k\n peer p\n  pre-shared-key ‹place›
set snmp community ‹place› authorization read-only
/user add name=‹user› group=full password=‹keys›
wpa_passphrase=‹place›
 ip ospf authentication-key ‹keys›
""",
    "registry": r"""
"DefaultPassword"="‹place›"
Windows Registry Editor Version 5.00\n\n[HKEY_LOCAL_MACHINE\Software\Acme]\n"ApiToken"="‹tok›"
reg add HKCU\Software\Acme /v Password /t REG_SZ /d "‹keys›" /f
Set-ItemProperty -Path HKLM:\Software\Acme -Name 'ServicePassword' -Value '‹place›'
""",
    "docker": r"""
FROM node:20\nENV SMTP_PASSWORD ‹place›\nCOPY . .
ENV DB_USER ‹user›\nENV DB_PASS ‹keys›
ARG PIP_TOKEN=‹tok›\nRUN pip install x
docker run -d --env MONGO_INITDB_ROOT_PASSWORD=‹long› mongo:7
RUN echo '‹user›:‹place›' | chpasswd
""",
    "table": r"""
Konto,Benutzer,Kennwort,Bemerkung\nMail,‹user›,‹keys›,neu\nERP,ops,‹place›,alt
site;login;mot de passe\nintranet;‹user›;‹place›
| Gerät | IP | Admin-Passwort |\n| --- | --- | --- |\n| Switch 2 | 10.0.0.2 | ‹place› |
| Account | Secret |\n|:--|--:|\n| ‹user› | ‹pw› |
url\tuser\tpassword\nhttps://‹host›\t‹user›\t‹place›
Room   Door code\nLab    ‹pin›\nStore  ‹pin›
"name","url","username","password"\n"Shop","https://‹host›","‹user›","‹keys›"
| VPN | user: ‹user› | pw: ‹place› |
""",
    "keys": r"""
-----BEGIN ‹kind›-----\n‹pem›\n‹pem›\n-----END ‹kind›-----
PrivateKey = ‹wg›
"private_key": "-----BEGIN ‹kind›-----\\n‹pem›\\n-----END ‹kind›-----\\n"
otpauth://totp/acme:‹user›?secret=‹base32›&issuer=acme
""",
    "en": r"""
Hi, could you reset my VPN? the current one is user ‹user›, pass ‹place›.
For the demo tenant please sign in as ‹user›@acme.io using ‹keys›
My laptop's password's ‹place›, can you tell me whether that is strong enough?
the guest network is "Barn", key ‹place›
Please write a mail to the new colleague: your start password is ‹keys› and must be changed.
we share one login (‹user› / ‹place›) for the scanner
try ‹keys› as the password, otherwise ‹place›
I always use the same password, ‹place›, everywhere
password now ‹place›
The PIN for my company phone is ‹pin›
The alarm gets switched off with ‹pin›
root/‹place› works on all the cameras
The secret for the webhook: ‹tok›
API key for staging - ‹tok›
""",
    "de": r"""
Das WLAN-Passwort im Büro ist ‹place›
Benutzer: ‹user›, Kennwort: ‹keys›
Kannst du prüfen, ob ‹place› ein sicheres Passwort ist?
Die Zugangsdaten lauten ‹user› und ‹place›
Als Passwort habe ich ‹keys› vergeben
Türcode Lager: ‹pin›
""",
    "fr": r"""
Mon mot de passe c'est ‹place›, est-ce qu'il est solide ?
identifiant : ‹user›, mot de passe : ‹keys›
Le code du coffre est le ‹pin›
J'ai mis ‹place› comme mot de passe du routeur
la clé wifi du bureau : ‹place›
""",
    "es": r"""
Mi contraseña de la VPN es ‹place›
usuario ‹user› / clave ‹keys›
He puesto ‹place› como contraseña
la clave del wifi de la oficina: ‹place›
El código de la puerta es ‹pin›
""",
    "it": r"""
La mia password della posta è ‹place›
utente: ‹user› password: ‹keys›
ho impostato ‹place› come password
il codice della cassaforte è ‹pin›
""",
    "nl": r"""
Mijn wachtwoord voor de VPN is ‹place›
inloggen met ‹user› / ‹keys›
het wifi-wachtwoord op kantoor: ‹place›
de alarmcode is ‹pin›
""",
    "pt": r"""
A minha senha do e-mail é ‹place›
utilizador: ‹user›, palavra-passe: ‹keys›
""",
    "pl": r"""
Moje hasło do poczty to ‹place›
użytkownik: ‹user›, hasło: ‹keys›
""",
}  # fmt: skip

# Clean: the same names and shapes without a secret.
CLEAN = r"""
WORDPRESS_DB_PASSWORD_FILE=/run/secrets/db
PASSWORD_MIN_LENGTH=12
DB_PASSWORD=${DB_PASSWORD:?missing}
password: !vault |
  password: {{ .Values.db.password }}
password = var.db_password
password = data.vault_generic_secret.db.data["password"]
password: ${{ secrets.DB_PASSWORD }}
{"password": {"type": "string", "minLength": 8}}
{"kty":"RSA","e":"AQAB","kid":"‹sha›","use":"sig"}
{"type":"password","label":"Password","placeholder":"Enter your password"}
"password.reset.subject": "Reset your password at Acme"
"password_strength_label": "Password strength (0-4)"
<input type="password" name="pw" id="pw1" autocomplete="current-password">
<label for="password">Password (min. 8 characters)</label>
const passwordRegex = /^(?=.*[A-Z])(?=.*\d).{8,}$/
const [password, setPassword] = useState('')
password: yup.string().min(8).required('Password is required'),
password: Joi.string().pattern(/^[a-zA-Z0-9]{3,30}$/),
user.password = await bcrypt.hash(req.body.password, 10)
if (!compareSync(password, user.password)) throw new Error('bad login')
password = getpass("Password: ")
password = secrets.token_urlsafe(16)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [{"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"}]
def check_password(raw_password, encoded): return pbkdf2(raw_password, encoded)
parser.add_argument("--password", help="password of the user", required=True)
token = tokenizer.encode("hello world")[0]
tokens_used = 18452, max_tokens=4096
pad_token="<|endoftext|>", eos_token_id=50256
next_page_token: page-2
key = "user:profile:42"
key_name = "orders-2024-q3"
primary key (order_id), foreign key (customer_id)
partition_key = f"tenant#{tenant_id}"
cache_key = "v2:metrics:daily:2024-10-01"
secret_name: db-credentials-v2
secretKeyRef:\n  name: app-secrets\n  key: api-token
secret_arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:app/db-AbCdEf"
credentials_path = "~/.config/acme/credentials-v2.json"
git checkout ‹sha›
X-Correlation-Id: ‹id›
"id": "‹id›", "token_type": "Bearer"
Authorization: Bearer {{access_token}}
curl -u "$USER:$PASS" https://acme.io
curl -u user:password https://example.com
mysql -u root -p shop < dump.sql
ssh-keygen -p -f id_rsa -N "$NEW"
docker login -u "$CI_USER" --password-stdin registry.acme.io
sshpass -f /root/.pw ssh admin@‹host›
ALTER ROLE app WITH PASSWORD :'new_password';
SELECT id FROM users WHERE password = crypt($1, password)
password VARCHAR(255) NOT NULL,
passwd: files sss, shadow: files
password requisite pam_pwquality.so retry=3 minlen=14
set password-policy minimum-length 12
no service password-recovery
snmp-server enable traps snmp authentication linkup linkdown
| Setting | Value |\n|---|---|\n| Password length | 12 to 64 |\n| Password age | 90 days |
| Field | Type | Note |\n|---|---|---|\n| password | string | hashed with bcrypt-12 |
username,last_login,password_changed\nops,2024-10-01,2024-09-12
The password must have 12 characters and one of !@#$%.
How do I reset my Windows 11 password on Surface-Pro-9?
Please explain OAuth2.0 password grant vs PKCE-S256.
Das Passwort muss mindestens 8 Zeichen haben, z. B. Groß- und Kleinbuchstaben.
Le mot de passe doit contenir 12 caractères (RGPD-2018).
Is 1Password8 better than KeePassXC2.7 for storing passwords?
Use the password manager Bitwarden-2024.1 instead
the API key is stored in AWS-Secrets-Manager under prod/app2
Error 401: invalid token at position 17
my laptop is a ThinkPad-X1-Gen9 and the login is slow
room code B2-114, order code 4411
"""


def texts() -> Iterator[Labelled]:
    """Every wording and every clean line, a few times, with other values each time."""
    for syntax, lines in SYNTAXES.items():
        language = syntax if len(syntax) == 2 else "en"
        for number, line in enumerate(lines.strip("\n").split("\n")):
            for turn in range(ROUNDS):
                name = f"{syntax}-{number}-{turn}"
                tags = {syntax, "held", f"template:fresh-{syntax}-{number}"}
                yield labelled(line, _Fresh(f"{SEED}:{name}"), name, language, tags)
    for number, line in enumerate(CLEAN.strip("\n").split("\n")):
        name = f"clean-{number}"
        tags = {"hardneg", "held", f"template:fresh-{name}"}
        yield labelled(line, _Fresh(f"{SEED}:{name}"), name, "en", tags)
