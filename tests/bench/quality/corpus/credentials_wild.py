"""Credentials in wordings that no rule was written with: other syntaxes, weak passwords, vendors' keys, more talk.

Half of the wordings (tag ``held``) are only for measuring: whoever improves a rule reads the misses of the others.
"""

import string
from collections.abc import Iterator

from tests.bench.quality.corpus import Labelled
from tests.bench.quality.corpus.credentials import Values, labelled

SEED = 20261127
GROUPS = ("credentials",)
ROUNDS = 3

_LOWER = string.ascii_lowercase + string.digits
_BASE62 = string.ascii_letters + string.digits
_HEX = "0123456789abcdef"

# What a vendor's key looks like: literal parts, and `alphabet:size` for what is drawn.
_VENDORS: dict[str, tuple[str, ...]] = {
    "slack": ("xox", "b-", "digits:12", "-", "digits:13", "-", "base62:24"),
    "slack user": ("xox", "p-", "digits:12", "-", "digits:12", "-", "digits:13", "-", "hex:32"),
    "twilio": ("SK", "hex:32"),
    "mailchimp": ("hex:32", "-us", "digits:2"),
    "mailgun": ("key", "-", "hex:32"),
    "sendgrid": ("SG", ".", "base62:22", ".", "base62:43"),
    "stripe": ("sk_", "live_", "base62:24"),
    "stripe restricted": ("rk_", "live_", "base62:99"),
    "square": ("EAAA", "base62:60"),
    "square app": ("sq0", "csp-", "base62:43"),
    "telegram": ("digits:10", ":AA", "base62:33"),
    "artifactory": ("AKC", "p8", "base62:68"),
    "npm": ("npm", "_", "base62:36"),
    "gitlab": ("glp", "at-", "base62:20"),
    "google": ("AIza", "Sy", "base62:33"),
    "figma": ("fig", "d_", "base62:40"),
    "notion": ("ntn", "_", "base62:46"),
    "groq": ("gs", "k_", "base62:52"),
    "replicate": ("r", "8_", "base62:37"),
    "perplexity": ("pp", "lx-", "base62:48"),
    "xai": ("xa", "i-", "base62:80"),
    "linear": ("lin_", "api_", "base62:40"),
    "digitalocean": ("dop", "_v1_", "hex:64"),
    "shopify": ("shp", "at_", "hex:32"),
    "databricks": ("da", "pi", "hex:32"),
    "huggingface": ("h", "f_", "letters:34"),
    "grafana": ("gls", "a_", "base62:32", "_", "hex:8"),
    "airtable": ("pat", "base62:14", ".", "hex:64"),
    "postman": ("PM", "AK-", "hex:24", "-", "hex:34"),
    "newrelic": ("NR", "AK-", "upper:27"),
    "sentry": ("sn", "tryu_", "hex:64"),
    "pulumi": ("pul", "-", "hex:40"),
    "doppler": ("dp.", "pt.", "base62:43"),
    "planetscale": ("pscale", "_tkn_", "base62:43"),
    "supabase": ("sb", "p_", "hex:40"),
    "brevo": ("xkey", "sib-", "hex:64", "-", "base62:16"),
    "docker hub": ("dckr", "_pat_", "base62:27"),
    "acme unknown": ("acm", "k_", "base62:40"),
    "unknown live": ("zq", "_live_", "base62:36"),
}
_ALPHABETS = {
    "digits": string.digits,
    "hex": _HEX,
    "base62": _BASE62,
    "letters": string.ascii_letters,
    "upper": string.ascii_uppercase + string.digits,
}


class Wild(Values):
    """Weaker passwords and more sorts of keys than the settings of a careful firm have."""

    def human(self) -> str:
        """What people think of: a word or two with a year, a season, a sign."""
        chance = self._chance
        word = self._word()
        match chance.randrange(7):
            case 0:
                return word + self._of("23456789", 2)
            case 1:
                return f"{word.title()}20{self._of('012', 1)}{self._of('3456789', 1)}"
            case 2:
                return f"{word.title()}{self._of('3456789', 2)}!"
            case 3:
                return word.replace("a", "@").replace("o", "0") + "$" + self._of("3456789", 2)
            case 4:
                return f"{word}_{self._word()}{self._of('3456789', 1)}"
            case 5:
                return f"qwertz{self._of('3456789', 3)}{chance.choice('!.?')}"
            case _:
                return f"I<3{word.title()}{self._of('3456789', 2)}"

    def noisy(self) -> str:
        """A generated password of letters and many signs, brackets among them."""
        return self._of(string.ascii_letters, 2) + self._of(_BASE62 + "!#$%&()*+-/:;<=>?@[]^_{|}~", 16) + "8"

    def plain(self) -> str:
        """One word of lower case."""
        return self._word() + self._word()

    def short(self) -> str:
        """A key of 16 to 20 lower-case letters and digits."""
        return self._of(_LOWER, self._chance.randrange(15, 20)) + "7"

    def upper(self) -> str:
        return self._of(string.ascii_uppercase + string.digits, self._chance.randrange(19, 31)) + "5"

    def url64(self) -> str:
        return self._of(_BASE62 + "-_", 42) + "9"

    def kind(self) -> str:
        return "PRIVATE" + " KEY"

    def pem(self) -> str:
        return "MIIE" + self._of(_BASE62 + "+/", 60)

    def pemline(self) -> str:
        body = " ".join(self.pem() for _ in range(6))
        return f"-----BEGIN {self.kind()}----- {body} -----END {self.kind()}-----"

    def gapi(self) -> str:
        return self.of_vendor("google")

    def vendor(self) -> str:
        return self.of_vendor(self._chance.choice(sorted(_VENDORS)))

    def of_vendor(self, name: str) -> str:
        pieces = []
        for piece in _VENDORS[name]:
            alphabet, _, size = piece.partition(":")
            pieces.append(self._of(_ALPHABETS[alphabet], int(size)) if alphabet in _ALPHABETS else piece)
        return "".join(pieces)


# One entry a syntax: wordings, one a line; \n inside a wording is a line break.
SYNTAXES: dict[str, str] = {
    "env": r"""
MAIL_FROM=noreply@acme.io\nMAIL_PASSWORD=‹human›\nMAIL_PORT=587
#DB_PASS=‹pw›
# old: SMTP_PASSWORD=‹human›
; RDS_PASSWORD=‹pw›
JIRA_API_TOKEN=‹short›
INTERNAL_SERVICE_KEY=‹url64›
APP_SECRET='‹noisy›'
DJANGO_SECRET_KEY='‹noisy›'
LDAP_BIND_PW=‹human›
KEYSTORE_PASS=‹plain›
TWITTER_CONSUMER_SECRET=‹tok›
SALT_MASTER_PASSPHRASE="‹phrase›"
""",
    "shell": r"""
export MYSQL_PWD=‹pw›; mysql -u root shop
PASS='‹noisy›' ./run.sh
read -r pw <<< "‹human›"
local token="‹short›"
TOKEN=$(echo "‹tok›")
alias prod='ssh -o PasswordAuthentication=yes root@‹host› # pw ‹pw›'
sudo mount -t cifs //‹host›/share /mnt -o username=‹user›,password=‹pw›
mysqldump -h ‹host› -u ‹user› -p'‹pw›' shop > dump.sql
PGPASSWORD=‹pw› psql -h ‹host› -U ‹user›
redis-cli -h ‹host› -a ‹pw› ping
sshpass -p ‹human› scp x ‹user›@‹host›:/tmp
curl -sS -u '‹user›:‹human›' \\\n  https://‹host›/api/v2
curl -k \\\n  -X POST \\\n  -u ‹user›:‹pw› \\\n  https://‹host›/run
wget --user=‹user› --password='‹pw›' https://‹host›/f.zip
wget --http-user=‹user› --http-password=‹pw› https://‹host›/f.zip
aws configure set aws_secret_access_key ‹aws› --profile prod
smbclient //‹host›/c -U ‹user›%‹pw›
ldapsearch -x -D "cn=admin,dc=acme,dc=io" -w '‹pw›' -b "dc=acme,dc=io"
openssl pkcs12 -export -out a.pfx -inkey a.key -passout pass:‹pw›
gpg --passphrase '‹human›' --decrypt a.gpg
ansible-playbook site.yml -e "ansible_password=‹pw›"
docker run -e POSTGRES_PASSWORD=‹pw› -d postgres:16
helm upgrade app ./chart --set db.password=‹pw›
kubectl create secret generic api --from-literal=token=‹tok›
oc login --token=‹url64› https://‹host›:6443
vault kv put secret/app password=‹pw›
git clone https://‹user›:‹short›@git.acme.io/app.git
mosquitto_sub -h ‹host› -u ‹user› -P ‹pw› -t '#'
rsync --password-file=<(echo "‹pw›") a ‹user›@‹host›::b
vncserver -passwd ‹pw›
nmcli con modify office wifi-sec.psk ‹pw›
htpasswd -nb ‹user› ‹pw›
""",
    "powershell": r"""
$pw = ConvertTo-SecureString '‹pw›' -AsPlainText -Force
$cred = New-Object PSCredential('‹user›', (ConvertTo-SecureString "‹human›" -AsPlainText -Force))
$Password = '‹noisy›'
Set-ADAccountPassword -Identity ‹user› -NewPassword (ConvertTo-SecureString -AsPlainText "‹pw›" -Force)
[Environment]::SetEnvironmentVariable("API_KEY", "‹tok›", "Machine")
$headers = @{ Authorization = "Bearer ‹url64›" }
Connect-VIServer -Server ‹host› -User ‹user› -Password ‹pw›
New-LocalUser -Name ‹user› -Password (ConvertTo-SecureString '‹pw›' -AsPlainText -Force)
$params.Password = "‹human›"
net user ‹user› "‹pw›" /add
cmdkey /generic:‹host› /user:‹user› /pass:"‹pw›"
""",
    "yaml": r"""
mail:\n  server: ‹host›\n  pass: ‹human›
grafana:\n  adminPassword: ‹pw›
auth:\n  token: ‹short›
    basic_auth:\n      username: ‹user›\n      password: ‹pw›
password: |\n  ‹pw›
password: >-\n  ‹noisy›
"db_password": '‹noisy›'
vault_mysql_root: ‹pw›\nvault_api_key: ‹tok›
credentials:\n  - user: ‹user›\n    pass: ‹human›
hosts:\n  web:\n    ansible_ssh_pass: ‹pw›
rabbitmq: { host: ‹host›, username: ‹user›, password: ‹pw› }
secret: ‹hex64›
stringData:\n  password: ‹pw›
""",
    "json": r"""
{"host": "‹host›", "user": "‹user›", "password": "‹noisy›"}
{"smtp":{"auth":{"user":"‹user›","pass":"‹human›"}}}
{"apiKey":"‹short›","region":"eu"}
{"ConnectionStrings":{"Default":"Server=‹host›;Database=x;User=‹user›;Password=‹pw›;"}}
"{\"username\":\"‹user›\",\"password\":\"‹pw›\"}"
'{"token": "‹url64›"}'
{"credentials": {"login": "‹user›", "secret": "‹tok›"}}
{"key": "db_password", "value": "‹pw›"}
{"name": "API_TOKEN", "value": "‹tok›", "type": "env"}
{"Password":"‹pw›","RememberMe":true}
{"Parameters": [{"ParameterKey": "DBPassword", "ParameterValue": "‹pw›"}]}
"client_secret" : "‹noisy›",
{"encrypted": false, "passphrase": "‹phrase›"}
{"webhookSecret": "‹hex40›"}
["admin_password", "‹pw›"]
\"client_secret\\\": \\\"‹tok›\\\"
""",
    "ini": r"""
[database]\nuser = ‹user›\npassword = ‹pw›
[client]\nuser=‹user›\npassword="‹pw›"
[smtp]\nsmtp_pass = ‹human›
ldap.bind.credential = ‹pw›
spring.mail.password=‹human›
javax.net.ssl.trustStorePassword=‹plain›
hibernate.connection.password ‹pw›
mail.smtp.password: ‹pw›
jdbc.password = ‹noisy›
[remote "origin"]\n  url = https://‹user›:‹tok›@git.acme.io/x.git
secret_key_base = ‹hex64›
ftp_pass   =   ‹human›
[default]\naws_secret_access_key=‹aws›
requirepass ‹pw›
masterauth ‹human›
rcon_password "‹pw›"
rpcpassword=‹url64›
""",
    "xml": r"""
<property name="hibernate.connection.password">‹pw›</property>
<add key="DbPassword" value="‹noisy›"/>
<server><id>nexus</id><username>‹user›</username><password>‹human›</password></server>
<Resource name="jdbc/x" username="‹user›" password="‹pw›" url="jdbc:mysql://‹host›/x"/>
<user login="‹user›" pass="‹pw›" />
<setting name="ApiKey" serializeAs="String"><value>‹tok›</value></setting>
<bean class="x.DataSource" p:username="‹user›" p:password="‹pw›"/>
<connectionStrings><add name="x" connectionString="Data Source=‹host›;User ID=‹user›;Password=‹pw›" /></connectionStrings>
<user username="‹user›" password="‹human›" roles="manager-gui"/>
<wsse:Password Type="x">‹pw›</wsse:Password>
<apiToken>‹short›</apiToken>
<Password><Value>‹pw›</Value><PlainText>true</PlainText></Password>
<string name="google_maps_key">‹gapi›</string>
<Secret>‹tok›</Secret>
<entry key="admin.password">‹human›</entry>
""",
    "hcl": r"""
password             = "‹pw›"
master_password      = "‹noisy›"
variable "admin_pw" {\n  type    = string\n  default = "‹pw›"\n}
provider "x" {\n  token = "‹tok›"\n}
locals {\n  db_secret = "‹noisy›"\n}
environment_variables = { API_KEY = "‹tok›" }
value = "‹pw›" # admin password
administrator_login_password = "‹pw›"
secret_string = jsonencode({ password = "‹pw›" })
""",
    "sql": r"""
CREATE USER ‹user› WITH PASSWORD '‹pw›';
ALTER USER ‹user› IDENTIFIED BY "‹pw›";
ALTER USER '‹user›'@'%' IDENTIFIED WITH mysql_native_password BY '‹pw›';
CREATE LOGIN ‹user› WITH PASSWORD = N'‹noisy›', CHECK_POLICY = OFF;
GRANT ALL ON *.* TO '‹user›'@'localhost' IDENTIFIED BY '‹human›';
UPDATE users SET password = '‹pw›' WHERE login = '‹user›';
INSERT INTO accounts (login, pwd) VALUES ('‹user›', '‹human›');
EXEC sp_addlinkedsrvlogin 'srv', 'false', NULL, '‹user›', '‹pw›';
CREATE DATABASE LINK l CONNECT TO ‹user› IDENTIFIED BY "‹pw›" USING 'x';
SET PASSWORD FOR '‹user›'@'localhost' = '‹pw›';
OPEN SYMMETRIC KEY k DECRYPTION BY PASSWORD = '‹pw›';
INSERT INTO settings (name, value) VALUES ('smtp_password', '‹pw›');
EXECUTE AS USER = 'x' WITH PASSWORD='‹human›'
""",
    "python": r"""
PASSWORD: Final = "‹noisy›"
pw = '‹human›'
db = connect(host, "‹user›", "‹pw›")
login(‹user›, password='‹noisy›')
set_password("‹human›")
user.set_password('‹pw›')
if pwd == "‹human›": print("ok")
assert password != '‹pw›'
os.environ['DB_PASS'] = '‹pw›'
os.environ.setdefault("APP_TOKEN", "‹tok›")
config = dict(user="‹user›", passwd="‹pw›")
creds = ("‹user›", "‹pw›")
session.auth = ("‹user›", "‹human›")
headers = {"X-Auth-Token": "‹short›"}
SECRET_KEY = os.environ.get("SECRET_KEY", "‹noisy›")
fernet = Fernet(b"‹b64›")
api = tweepy.OAuth1(consumer_secret="‹tok›")
engine = create_engine("postgresql+psycopg://‹user›:‹pw›@‹host›/x")
parser.add_argument("--password", default="‹pw›")
    password = (\n        "‹noisy›"\n    )
hashlib.sha256(b"‹human›" + password)
TOKENS = ["‹tok›", "‹tok›"]
password = r'‹noisy›'
return {"login": "‹user›", "password": "‹human›"}
keyring.set_password("vpn", "‹user›", "‹pw›")
client.authenticate("‹user›", "‹human›")
""",
    "javascript": r"""
let pwd = '‹noisy›'
const { token = '‹tok›' } = opts
const config = { username: '‹user›', password: '‹human›' }
password: process.env.PW ?? '‹pw›',
if (password === '‹human›') {
new Redis({ host: '‹host›', password: '‹pw›' })
fetch(u, { headers: { Authorization: 'Basic ‹basic›' } })
const auth = Buffer.from('‹user›:‹pw›').toString('base64')
window.API_SECRET = "‹short›";
app.use(session({ secret: '‹noisy›' }))
cy.get('#password').type('‹pw›')
await page.fill('input[name="password"]', '‹pw›');
signInWithEmailAndPassword(auth, "a@b.io", "‹pw›")
export const API_KEY = `‹tok›`;
module.exports = { dbPass: '‹pw›' };
document.getElementById("password").value = "‹pw›";
mongoose.connect('mongodb://‹user›:‹human›@‹host›:27017/x')
""",
    "jvm": r"""
static final String PASSWORD = "‹noisy›";
val password = "‹human›"
var apiToken: String = "‹tok›"
config.setPassword("‹noisy›");
ds.setUser("‹user›"); ds.setPassword("‹human›");
new PasswordAuthentication("‹user›", "‹pw›".toCharArray())
conn = DriverManager.getConnection(url, "‹user›", "‹human›");
env.put(Context.SECURITY_CREDENTIALS, "‹pw›");
char[] pass = "‹pw›".toCharArray();
if (pass.equals("‹human›")) {
storePassword '‹pw›'
keyPassword "‹human›"
@TestPropertySource(properties = "db.password=‹pw›")
map.put("password", "‹pw›");
System.setProperty("javax.net.ssl.keyStorePassword", "‹pw›");
private String secret = "‹short›";
withCredentials("‹user›", "‹pw›")
""",
    "dotnet": r"""
string pwd = "‹noisy›";
public const string ApiKey = "‹short›";
credentials = new NetworkCredential("‹user›", "‹human›", "CORP");
builder.Password = "‹noisy›";
Dim password As String = "‹pw›"
Private Const PWD = "‹human›"
conn.Open "DSN=x;UID=‹user›;PWD=‹pw›;"
options.ClientSecret = "‹url64›";
client.Headers.Add("X-Api-Key", "‹tok›");
if (txtPassword.Text == "‹human›")
""",
    "native": r"""
#define WIFI_PASSWORD "‹pw›"
#define SECRET_TOKEN "‹tok›"
const char* password = "‹human›";
char pass[] = "‹noisy›";
std::string secret("‹tok›");
static const char api_key[33] = "‹hex32›";
WiFi.begin("Office", "‹pw›");
curl_easy_setopt(c, CURLOPT_PASSWORD, "‹pw›");
if (strcmp(password, "‹human›") == 0)
let token = "‹tok›".to_string();
let password = String::from("‹human›");
.password("‹noisy›")
pass := `‹noisy›`
token = flag.String("token", "‹tok›", "api token")
opts.SetPassword("‹human›")
static let apiKey = "‹tok›"
NSString *password = @"‹pw›";
""",
    "script": r"""
$pass = "‹human›";
define("DB_PASS", "‹noisy›");
'password' => env('DB_PASSWORD', '‹pw›'),
$mail->Password = '‹human›';
$cfg['Servers'][$i]['password'] = '‹pw›';
ftp_login($c, "‹user›", "‹human›");
my $password = '‹noisy›';
my %conf = (user => '‹user›', pass => '‹human›');
set :password, '‹pw›'
config.password = '‹noisy›'
User.create!(email: 'a@b.io', password: '‹human›')
local password = "‹pw›"
password <- "‹human›"
dbConnect(drv, user = "‹user›", password = "‹noisy›")
(setq password "‹pw›")
(def db-password "‹pw›")
password ||= "‹pw›"
fill_in 'Password', with: '‹pw›'
""",
    "url": r"""
‹user›:‹pw›@‹host›:5432/app
postgis://‹user›:‹human›@‹host›:5432/geo
rediss://default:‹url64›@‹host›:6380
clickhouse+native://‹user›:‹pw›@‹host›/x
imaps://‹user›:‹human›@‹host›
socks5://‹user›:‹human›@‹host›:1080
vnc://:‹human›@‹host›
rtsp://‹user›:‹human›@‹host›:554/stream1
https://‹host›/cb?code=x&client_secret=‹tok›
https://‹host›/feed?auth=‹short›
wss://‹host›/ws?token=‹url64›
jdbc:mysql://‹host›/x?user=‹user›&password=‹human›
sqlserver://‹user›:‹human›@‹host›?database=x
https://‹tok›@git.acme.io/x.git
https://‹tok›:x-oauth-basic@git.acme.io/x
ssh://‹user›:‹pw›@‹host›:2222
mongodb://‹user›:‹human›@‹host›/x?authSource=admin
""",
    "headers": r"""
authorization: Bearer ‹url64›
Authorization: ‹uuid›
Authorization: apikey ‹short›
X-Auth-Key: ‹hex40›
X-Access-Token: ‹jwt›
x-functions-key: ‹url64›==
-H "token: ‹short›"
-H 'Authorization: Token ‹short›'
--header "apikey: ‹tok›"
"Cookie": "session=‹url64›"
X-Shared-Secret: ‹tok›
X-Gitlab-Token: ‹short›
""",
    "network": r"""
username ‹user› secret 0 ‹pw›
enable password ‹human›
aaa-server RAD host 10.1.1.4\n key ‹pw›
crypto isakmp key ‹human› address 198.51.100.7
tunnel-group 198.51.100.7 ipsec-attributes\n ikev2 remote-authentication pre-shared-key ‹pw›
snmp-server community ‹human› RO 10
 neighbor 192.0.2.5 password ‹human›
set vpn ipsec site-to-site peer 1.2.3.4 authentication pre-shared-secret '‹pw›'
config user local\nedit "‹user›"\nset passwd ‹human›
set password "‹pw›"
radius-server key 0 ‹pw›
wpa-psk ascii ‹pw›
security wpa psk set-key ascii 0 ‹human›x1
/ip hotspot user add name=‹user› password=‹human›
system-password ‹pw›
ppp pap sent-username ‹user› password 0 ‹human›
""",
    "table": r"""
| Host | Login | Pass |\n|---|---|---|\n| ‹host› | ‹user› | ‹human› |
Server,User,Password\n‹host›,‹user›,‹human›\n‹host›,ops,‹pw›
Name;Kennwort;Rolle\n‹user›;‹human›;Admin
| key | value |\n|---|---|\n| smtp_password | ‹pw› |
id\tusername\tpasswd\n1\t‹user›\t‹human›
System    User     Password\nERP       ‹user›   ‹human›
| Dienst | Zugang | Passwort |\n| VPN | ‹user› | ‹pw› |
app,token\nbilling,‹short›\nshop,‹tok›
<tr><th>User</th><th>Password</th></tr><tr><td>‹user›</td><td>‹pw›</td></tr>
| Env | API key |\n|-----|---------|\n| prod | `‹tok›` |
""",
    "keys": r"""
key: -----BEGIN RSA ‹kind›-----\\n‹pem›\\n‹pem›\\n-----END RSA ‹kind›-----\\n
PRIVATE_KEY="‹pemline›"
private_key = ‹hex64›
wallet private key 0x‹hex64›
ssh_key: ‹b64›
encryptionKey: "‹b64›"
AES_KEY=‹hex32›
iv and key: key=‹hex64›
hmac_secret := []byte("‹tok›")
signing secret ‹hex64›
""",
    "vendor": r"""
‹vendor›
my key is ‹vendor› and it returns 403
KEY=‹vendor›
"token": "‹vendor›",
curl -H "Authorization: Bearer ‹vendor›" https://api.acme.io
why does ‹vendor› not work?
export ACCESS=‹vendor›
client = Client("‹vendor›")
https://api.acme.io/v1?key=‹vendor›
- ‹vendor› (prod)
der Schlüssel ‹vendor› ist abgelaufen
<token>‹vendor›</token>
ibm_cloud_api_key: ‹url64›
IBM API key ‹url64›
softlayer_api_key = "‹hex64›"
cloudant_password = "‹hex64›"
https://‹user›-bluemix:‹hex64›@‹user›-bluemix.cloudant.com
twilio auth token: ‹hex32›
mailjet secret ‹hex32›
pusher_secret="‹short›"
algolia admin key ‹hex32›
datadog api_key: ‹hex32›
zendesk token ‹tok›
okta token 00‹url64›
trello key ‹hex32› token ‹hex64›
pagerduty_api_key: ‹short›
cloudflare global key ‹hex32›a1b2c
jenkins_token=11‹hex32›
sonar.login=‹hex40›
splunk hec token ‹uuid›
snyk token ‹uuid›
heroku api key: ‹uuid›
contentful management token ‹url64›
travis token: ‹short›
""",
    "en": r"""
The new Wi-Fi password at the office is ‹human› if anyone asks
can you check why ‹user› cannot log in with ‹pw› on ‹host›?
I set the password to ‹human›, still no luck
pw: ‹human›
pass is ‹human›
the root pw on ‹host›: ‹pw›
ssh ‹user›@‹host› (password ‹human›)
log in as ‹user› with ‹pw›
Username: ‹user›\nPassword: ‹human›
temporary password is: ‹pw›
your initial password: ‹human›. Please change it.
The shared secret between both firewalls is ‹pw›
api token (staging): ‹tok›
token: ‹short›
here's my secret key: ‹noisy›
My bank PIN is ‹pin› and I keep forgetting it
the keypad code for the server room is ‹pin›
The combination of the safe is ‹pin›
Password hint? no, it is just ‹human›
She told me her password (‹human›) over the phone
credentials -> ‹user› : ‹human›
db creds: ‹user›/‹pw›
admin password = ‹human›
both boxes use ‹human› as password
‹pw› is the password for the backup drive
use the password ‹human› to open the zip
zip password ‹human›
The passphrase for my key is ‹phrase›
voicemail PIN ‹pin›
sign in with PIN: ‹pin›
I changed it from ‹human› to ‹pw›; which password is stronger?
old password ‹human› new password ‹pw›
""",
    "de": r"""
Passwort: ‹human›
das Passwort ist ‹human›
Das Kennwort des Servers lautet: ‹pw›
Login ‹user›, PW ‹human›
Bitte mit ‹user› und dem Passwort ‹human› anmelden
WLAN-Schlüssel ‹pw›
Mein Kennwort war bisher ‹human›
Zugangsdaten für ‹host›: ‹user› / ‹human›
neues Passwort ‹pw› gesetzt
Die PIN lautet ‹pin›
Initialpasswort: ‹human›
Der Zugangsschlüssel lautet ‹tok›
Passwort für das Archiv: ‹human›
""",
    "fr": r"""
le mot de passe est ‹human›
Mot de passe : ‹human›
mdp ‹pw›
voici le mot de passe du serveur : ‹pw›
utilisateur ‹user›, mot de passe ‹human›
mon mot de passe actuel est ‹human›
le jeton d'accès est ‹tok›
connecte-toi avec ‹user› et le mot de passe ‹human›
le code PIN est ‹pin›
""",
    "es": r"""
la contraseña del correo es ‹human›
contraseña: ‹human›
la clave es ‹pw›
usuario: ‹user› contraseña: ‹human›
mi contraseña actual es ‹human›
el token de acceso es ‹tok›
entra con ‹user› y la contraseña ‹human›
el PIN es ‹pin›
""",
    "it": r"""
la password del wifi è ‹human›
password: ‹human›
utente ‹user›, password ‹human›
la mia password è ‹human›
parola d'ordine: ‹human›
la chiave API è ‹tok›
accedi con ‹user› e la password ‹pw›
""",
    "nl": r"""
het wachtwoord van de server is ‹human›
wachtwoord: ‹human›
mijn wachtwoord is ‹human›
gebruikersnaam ‹user›, wachtwoord ‹human›
log in met ‹user› en wachtwoord ‹human›
de API-sleutel is ‹tok›
""",
    "pt": r"""
a senha do servidor é ‹human›
senha: ‹human›
minha senha é ‹human›
usuário: ‹user› senha: ‹human›
a palavra-passe do wifi é ‹human›
o token é ‹tok›
""",
    "pl": r"""
hasło do wifi to ‹human›
hasło: ‹human›
moje hasło to ‹human›
login: ‹user› hasło: ‹human›
nowe hasło: ‹pw›
klucz API to ‹tok›
""",
    "more": r"""
lösenordet till servern är ‹human›
adgangskoden er ‹human›
heslo k serveru je ‹human›
a jelszó: ‹human›
şifre ‹human›
пароль: ‹human›
пароль от базы ‹pw›
密码是 ‹human›
パスワードは ‹human› です
كلمة المرور هي ‹human›
salasana on ‹human›
parola este ‹human›
""",
}  # fmt: skip

_LANGUAGES = ("de", "fr", "es", "it", "nl", "pt", "pl")


def texts() -> Iterator[Labelled]:
    """Every wording, a few times, with other values each time; every vendor's shape at least so often, too."""
    for syntax, lines in SYNTAXES.items():
        language = syntax if syntax in _LANGUAGES else "en"
        for number, line in enumerate(lines.strip("\n").split("\n")):
            for turn in range(ROUNDS):
                name = f"{syntax}-{number}-{turn}"
                tags = {syntax, f"template:{syntax}-{number}", "held" if number % 2 else "seen"}
                yield labelled(line, Wild(f"{SEED}:{name}"), name, language, tags)
