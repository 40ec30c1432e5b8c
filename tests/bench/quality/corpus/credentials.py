"""Credentials as people paste them: settings, code, commands, devices, tables and talk, in 40 syntaxes.

``‹pw›`` and its like stand for made-up values, drawn anew for every text from a fixed seed. What is a secret is
marked; ``‹user›``, ``‹host›`` and digests are not. Clean texts are in ``credentials_clean.py``.
"""

import base64
import random
import re
import string
from collections.abc import Callable, Iterator

from tests.bench.quality.corpus import Labelled, Mark, compose

SEED = 20261121
GROUPS = ("credentials",)  # user names, hosts and addresses stand in these texts unlabelled
ROUNDS = 3

_PIECE = re.compile(r"‹(\w+)›")
_SIGNS = "!#$%&*+-=?@^_"
_BASE62 = string.ascii_letters + string.digits


def _list(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_WORDS = _list(
    "amber anchor autumn badger basil beacon bridge candle canyon castle cedar clover copper coral cotton crane "
    "dawn delta ember falcon fern forest garnet ginger glacier harbor hazel heron indigo island ivory jasper "
    "juniper kestrel lagoon lantern lemon lilac linden maple marble meadow mellow mint nectar ocean olive onyx "
    "opal orbit orchid otter paprika pebble pepper pine plum quartz raven river robin saffron sage salmon silver "
    "spruce sunset thistle tulip umber velvet violet walnut willow winter yarrow zephyr"
)
_USERS = _list("jmartin svc_backup deploy k.nowak ops reporting a.silva webapp erin netadm b.keller etl")
_HOSTS = _list(
    "db01.corp.lan 10.20.4.17 mail.nordwind.de sql-prod-2 vault.acme.io fw-hq files.brightwell.co.uk 192.168.40.9 "
    "ci.internal k8s-node-3 nas.office"
)


class Values:
    """Made-up values from one source of chance."""

    def __init__(self, seed: str) -> None:
        self._chance = random.Random(seed)

    def _of(self, alphabet: str, size: int) -> str:
        return "".join(self._chance.choice(alphabet) for _ in range(size))

    def _word(self) -> str:
        return self._chance.choice(_WORDS)

    def pw(self) -> str:
        """A password as people and tools choose them, without white space and quotes."""
        chance = self._chance
        match chance.randrange(8):
            case 0 | 1:
                drawn = self._of(_BASE62 + _SIGNS, chance.randrange(11, 25))
                return chance.choice(string.ascii_letters) + drawn + chance.choice(string.digits)
            case 2:
                return self._word().title() + chance.choice("!@#$-_") + self._of(string.digits, 4)
            case 3:
                return self._word().title() + self._of(string.digits, 4) + chance.choice("!@#$*?")
            case 4:
                return f"{self._word()}-{self._word()}-{self._of(string.digits, 2)}"
            case 5:
                return self._of(_BASE62, chance.randrange(12, 21)) + chance.choice(string.digits)
            case 6:
                word = self._word().replace("a", "@").replace("e", "3").replace("o", "0").replace("i", "1")
                return word.title() + self._of(string.digits, 3) + chance.choice("!#$")
            case _:
                return self._word().title() + self._word().title() + self._of(string.digits, 2)

    def weak(self) -> str:
        """A password that is a plain word, as in many settings."""
        return self._word() + self._chance.choice(("", self._of(string.digits, 1), self._word()))

    def phrase(self) -> str:
        return " ".join(self._word() for _ in range(self._chance.choice((4, 5, 6))))

    def tok(self) -> str:
        chance = self._chance
        match chance.randrange(4):
            case 0:
                return self.hex32()
            case 1:
                return self._of(_BASE62 + "-_", chance.randrange(30, 52)) + "7"
            case _:
                return self._of(_BASE62, chance.randrange(24, 48)) + "4"

    def hex32(self) -> str:
        return self._of("0123456789abcdef", 32)

    def hex40(self) -> str:
        return self._of("0123456789abcdef", 40)

    def hex64(self) -> str:
        return self._of("0123456789abcdef", 64)

    def uuid(self) -> str:
        drawn = self._of("0123456789abcdef", 32)
        return "-".join((drawn[:8], drawn[8:12], drawn[12:16], drawn[16:20], drawn[20:]))

    def b64(self) -> str:
        return base64.b64encode(self._chance.randbytes(self._chance.choice((24, 32, 48)))).decode()

    def k8s(self) -> str:
        """A value of a Kubernetes secret."""
        return base64.b64encode((self.pw() + self._of(_BASE62, 6)).encode()).decode()

    def basic(self) -> str:
        return base64.b64encode(f"{self.user()}:{self.pw()}".encode()).decode()

    def hash(self) -> str:
        chance = self._chance
        match chance.randrange(3):
            case 0:
                return f"$2{chance.choice('aby')}$12${self._of(_BASE62 + './', 53)}"
            case 1:
                return f"$6${self._of(_BASE62, 12)}${self._of(_BASE62 + './', 86)}"
            case _:
                salt, digest = self._of(_BASE62, 22), self._of(_BASE62 + "+/", 43)
                return f"$argon2id$v=19$m=65536,t=3,p=4${salt}${digest}"

    def apr1(self) -> str:
        return f"$apr1${self._of(_BASE62, 8)}${self._of(_BASE62 + './', 22)}"

    def cisco7(self) -> str:
        return f"{self._chance.randrange(16):02d}" + self._of("0123456789ABCDEF", 18)

    def cisco9(self) -> str:
        return f"$9${self._of(_BASE62 + './', 14)}${self._of(_BASE62 + './', 43)}"

    def juniper9(self) -> str:
        return "$9$" + self._of(_BASE62 + "./-", 28)

    def pin(self) -> str:
        return self._of("3456789", 1) + self._of(string.digits, self._chance.choice((3, 5))) + "7"

    def otp(self) -> str:
        return self._of("3456789", 1) + self._of(string.digits, 4) + "8"

    def backup(self) -> str:
        return f"{self._of('23456789abcdefghjkmnpqrstuvwxyz', 4)}7-{self._of('23456789abcdefghjkmnpqrstuvwxyz', 4)}2"

    def licence(self) -> str:
        return "-".join(self._of("BCDFGHJKMPQRTVWXY2346789", 4) + "7" for _ in range(5))

    def base32(self) -> str:
        return self._of(string.ascii_uppercase + "234567", self._chance.choice((16, 32)))

    def akia(self) -> str:
        return "AKIA" + self._of(string.ascii_uppercase + "234567", 16)

    def aws(self) -> str:
        return self._of(_BASE62 + "+/", 37) + "aZ7"

    def wg(self) -> str:
        return base64.b64encode(self._chance.randbytes(32)).decode()

    def jwt(self) -> str:
        head = base64.urlsafe_b64encode(b'{"alg":"HS256","typ":"JWT"}').decode().rstrip("=")
        name = self._word()
        body = (
            base64.urlsafe_b64encode(f'{{"sub":"{name}","exp":17{self.otp()}}}'.encode()).decode().rstrip("=")
        )
        return f"{head}.{body}.{self._of(_BASE62 + '-_', 43)}"

    def user(self) -> str:
        return self._chance.choice(_USERS)

    def host(self) -> str:
        return self._chance.choice(_HOSTS)

    def word(self) -> str:
        return self._word()


NOT_SECRET = {"user", "host", "word", "kind", "sha", "id", "point"}
KINDS = {
    "pw": "PASSWORD",
    "weak": "PASSWORD",
    "human": "PASSWORD",
    "noisy": "PASSWORD",
    "keys": "PASSWORD",
    "place": "PASSWORD",
    "long": "PASSWORD",
    "plain": "PASSWORD",
    "phrase": "PASSWORD",
    "pin": "PASSWORD",
    "otp": "PASSWORD",
    "basic": "PASSWORD",
    "k8s": "PASSWORD",
    "hash": "PASSWORD_HASH",
    "apr1": "PASSWORD_HASH",
    "cisco7": "PASSWORD_HASH",
    "cisco9": "PASSWORD_HASH",
    "juniper9": "PASSWORD_HASH",
    "backup": "RECOVERY_KEY",
    "licence": "LICENSE_KEY",
    "base32": "TOTP_SECRET",
    "aws": "AWS_SECRET_KEY",
    "akia": "AWS_ACCESS_KEY",
    "wg": "PRIVATE_KEY",
    "pem": "PRIVATE_KEY",
    "jwkd": "PRIVATE_KEY",
    "pemline": "PRIVATE_KEY",
    "jwt": "JWT",
}

# One entry a syntax: wordings, one a line; \n inside a wording is a line break.
SYNTAXES: dict[str, str] = {
    "env": r"""
DB_HOST=‹host›\nDB_PASSWORD=‹pw›\nDB_USER=‹user›
REDIS_PASSWORD=‹pw›
SECRET_KEY=‹tok›
SESSION_SECRET=‹tok›\nPORT=3000
STRIPE_WEBHOOK_TOKEN=‹tok›
MAIL_PASSWORD="‹pw›"
POSTGRES_PASSWORD='‹pw›'
JWT_SIGNING_KEY=‹b64›
RABBITMQ_DEFAULT_PASS=‹weak›
ADMIN_PWD=‹weak›
SMTP_PASS=‹pw› # rotated in May
ENCRYPTION_KEY=‹hex64›
MINIO_ROOT_PASSWORD=‹pw›
""",
    "export": r"""
export PGPASSWORD=‹pw›
export API_TOKEN="‹tok›"
export VAULT_PASS='‹pw›' && ansible-playbook site.yml
set DB_PASS=‹pw›
setx SERVICE_TOKEN "‹tok›"
$env:ADMIN_PASSWORD = "‹pw›"
$env:API_KEY='‹tok›'
declare -x GRAFANA_API_KEY="‹tok›"
""",
    "yaml": r"""
database:\n  host: ‹host›\n  username: ‹user›\n  password: ‹pw›
spring:\n  datasource:\n    password: "‹pw›"
auth:\n  client_secret: ‹tok›
  api_key: '‹tok›'
smtp: {user: ‹user›, password: '‹pw›'}
- name: Set root password\n  mysql_user:\n    name: root\n    password: "‹pw›"
ansible_become_pass: ‹pw›
ansible_ssh_pass: "‹pw›"
wifi:\n  ssid: Office\n  psk: "‹pw›"
secrets:\n  session_key: ‹hex64›
env:\n  - name: DB_PASSWORD\n    value: ‹pw›
redis:\n    auth: ‹pw›\n    password: ‹weak›
""",
    "compose": r"""
services:\n  db:\n    environment:\n      MYSQL_ROOT_PASSWORD: ‹pw›
    environment:\n      - POSTGRES_PASSWORD=‹pw›\n      - POSTGRES_USER=‹user›
      - "KEYCLOAK_ADMIN_PASSWORD=‹pw›"
    command: redis-server --requirepass ‹pw›
""",
    "dockerfile": r"""
FROM debian\nENV DB_PASSWORD ‹pw›\nRUN make
ENV API_TOKEN=‹tok›
ARG NPM_AUTH_TOKEN=‹tok›
RUN echo "root:‹pw›" | chpasswd
ENV MYSQL_PASSWORD="‹pw›"
""",
    "k8s": r"""
apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\ntype: Opaque\ndata:\n  password: ‹k8s›
kind: Secret\napiVersion: v1\ndata:\n  DB_CREDENTIAL: ‹k8s›\n  url: aHR0cHM6Ly9leGFtcGxlLmNvbQ==
kubectl create secret generic db --from-literal=password=‹pw›
kubectl create secret docker-registry r --docker-username=‹user› --docker-password=‹pw›
stringData:\n  password: ‹pw›
""",
    "json": r"""
{"user": "‹user›", "password": "‹pw›"}
{"host":"‹host›","pwd":"‹pw›","port":5432}
{"apiKey": "‹tok›", "region": "eu-west-1"}
{"client_id": "‹word›", "client_secret": "‹tok›"}
"ConnectionStrings": {"Default": "Server=‹host›;Database=app;User Id=‹user›;Password=‹pw›;"}
{"auths": {"registry.acme.io": {"auth": "‹basic›"}}}
{"access_token":"‹tok›","token_type":"Bearer","expires_in":3600}
{"refresh_token": "‹tok›"}
{"credentials": {"username": "‹user›", "passphrase": "‹phrase›"}}
{\"db\": {\"password\": \"‹pw›\"}}
{"Pass":"‹pw›","Login":"‹user›"}
{"wpa_passphrase": "‹pw›", "ssid": "Guest"}
{"key": "admin_password", "value": "‹pw›"}
{"name":"SECRET_TOKEN","value":"‹tok›"}
""",
    "xml": r"""
<password>‹pw›</password>
<Password Type="clear">‹pw›</Password>
<user name="‹user›" password="‹pw›" roles="manager-gui"/>
<add key="SmtpPassword" value="‹pw›" />
<add key="ApiSecret" value="‹tok›" />
<add name="Main" connectionString="Data Source=‹host›;Initial Catalog=erp;User ID=‹user›;Password=‹pw›" />
<server><id>nexus</id><username>‹user›</username><password>‹pw›</password></server>
<property name="hibernate.connection.password">‹pw›</property>
<property name="javax.net.ssl.keyStorePassword" value="‹pw›"/>
<apiToken>\n  ‹tok›\n</apiToken>
<entry key="db.password">‹pw›</entry>
<machineKey validationKey="‹hex64›" decryption="AES" />
<Setting Name="SharedSecret" Value="‹tok›"/>
<Resource name="jdbc/db" username="‹user›" password="‹pw›" driverClassName="org.x"/>
""",
    "unattend": r"""
<AutoLogon><Password><Value>‹pw›</Value><PlainText>true</PlainText></Password></AutoLogon>
<AdministratorPassword><Value>‹pw›</Value><PlainText>true</PlainText></AdministratorPassword>
""",
    "ini": r"""
[mail]\nuser = ‹user›\npassword = ‹pw›
[client]\nuser=root\npassword=‹pw›
[ldap]\nbind_dn = cn=svc\nbind_password = ‹pw›
[api]\nsecret = ‹tok›
requirepass ‹pw›
rootpw ‹pw›
password=‹weak›
[global]\nadmin_password = ‹pw› ; initial
""",
    "properties": r"""
spring.datasource.password=‹pw›
jdbc.password: ‹pw›
security.oauth2.client.client-secret=‹tok›
app.encryption.key=‹b64›
mail.smtp.password = ‹pw›
ssl.keystore.password=‹weak›
sasl.jaas.config=org.apache.kafka.PlainLoginModule required username="‹user›" password="‹pw›";
""",
    "hcl": r"""
resource "aws_db_instance" "db" {\n  username = "‹user›"\n  password = "‹pw›"\n}
db_password = "‹pw›"
variable "admin_password" {\n  type = string\n  default = "‹pw›"\n}
provider "x" {\n  api_token = "‹tok›"\n}
  administrator_login_password = "‹pw›"
  client_secret               = "‹tok›"
  value     = "‹pw›"   # sensitive password of the vm
""",
    "sql": r"""
CREATE USER '‹user›'@'%' IDENTIFIED BY '‹pw›';
ALTER USER ‹user› IDENTIFIED BY "‹pw›";
CREATE USER ‹user› IDENTIFIED BY ‹pw›;
CREATE ROLE ‹user› LOGIN PASSWORD '‹pw›';
CREATE LOGIN ‹user› WITH PASSWORD = N'‹pw›', CHECK_POLICY = OFF;
SET PASSWORD FOR '‹user›'@'localhost' = PASSWORD('‹pw›');
INSERT INTO users (name, password) VALUES ('‹user›', '‹pw›');
INSERT INTO accounts (login, passwd, role) VALUES ('‹user›', '‹hash›', 'admin');
UPDATE users SET password = '‹pw›' WHERE name = '‹user›';
GRANT ALL ON shop.* TO '‹user›'@'%' IDENTIFIED BY '‹pw›' WITH GRANT OPTION;
SELECT * FROM users WHERE login='‹user›' AND password='‹pw›'
CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (user '‹user›', password '‹pw›');
EXEC sp_addlinkedsrvlogin 'SRV', 'false', NULL, '‹user›', @rmtpassword = '‹pw›';
ALTER LOGIN sa WITH PASSWORD = '‹pw›';
CREATE EXTERNAL DATA SOURCE x; CREATE DATABASE SCOPED CREDENTIAL c WITH IDENTITY='‹user›', SECRET='‹tok›';
""",
    "powershell": r"""
$pw = ConvertTo-SecureString "‹pw›" -AsPlainText -Force
$sec = ConvertTo-SecureString -String '‹pw›' -AsPlainText -Force
ConvertTo-SecureString -AsPlainText "‹pw›" -Force
New-ADUser -Name ‹user› -AccountPassword (ConvertTo-SecureString "‹pw›" -AsPlainText -Force)
$Password = '‹pw›'
$c = New-Object PSCredential("‹user›", (ConvertTo-SecureString "‹pw›" -AsPlainText -Force))
New-Object System.Net.NetworkCredential("‹user›", "‹pw›")
Connect-VIServer -Server ‹host› -User ‹user› -Password ‹pw›
Invoke-Sqlcmd -Username sa -Password "‹pw›" -Query "select 1"
Set-LocalUser -Name ‹user› -Password (ConvertTo-SecureString '‹pw›' -AsPlainText -Force)
$apiKey = "‹tok›"
$headers = @{ 'X-Api-Key' = '‹tok›' }
schtasks /create /tn job /tr c:\x.cmd /ru ACME\‹user› /rp ‹pw›
""",
    "bash": r"""
mysql -u root -p‹pw› shop
mysqldump -h ‹host› -u ‹user› --password=‹pw› db > d.sql
sshpass -p '‹pw›' ssh ‹user›@‹host›
sshpass -p ‹pw› scp a ‹host›:/b
PGPASSWORD=‹pw› psql -h ‹host› -U ‹user›
PASS=‹pw› ./run.sh
redis-cli -h ‹host› -a ‹pw› ping
docker login -u ‹user› -p ‹pw› registry.acme.io
wget --user=‹user› --password='‹pw›' https://‹host›/f
ldapsearch -x -D "cn=admin" -w ‹pw› -b dc=x
smbclient //‹host›/share -U ‹user›%‹pw›
mount -t cifs //‹host›/s /mnt -o username=‹user›,password=‹pw›
openssl rsa -in k.pem -passin pass:‹pw›
openssl enc -aes-256-cbc -k ‹pw› -in a
zip -P ‹pw› out.zip f
7z a -p‹pw› out.7z dir
echo '‹user›:‹pw›' | chpasswd
echo "‹pw›" | sudo -S apt update
echo ‹pw› | passwd --stdin ‹user›
mongo --username ‹user› --password ‹pw› --host ‹host›
mongosh "mongodb://‹host›" -u ‹user› -p ‹pw›
htpasswd -b -c .htpasswd ‹user› ‹pw›
ipmitool -H ‹host› -U ADMIN -P ‹pw› power status
rclone config create r sftp host ‹host› pass ‹pw›
xfreerdp /v:‹host› /u:‹user› /p:‹pw›
az login --service-principal -u ‹word› -p ‹tok› --tenant acme
az sql server create --admin-user ‹user› --admin-password ‹pw›
aws configure set aws_secret_access_key ‹aws›
gpg --batch --passphrase ‹pw› -d f.gpg
psql "host=‹host› user=‹user› password=‹pw› dbname=x"
useradd -p '‹hash›' ‹user›
keytool -genkey -keystore k.jks -storepass ‹pw› -keypass ‹pw›
vault login -method=userpass username=‹user› password=‹pw›
./deploy.sh --token ‹tok› --env prod
gh auth login --with-token <<< ‹tok›
snmpwalk -v2c -c ‹pw› ‹host›
nmcli dev wifi connect Office password ‹pw›
bcp db.t out f -S ‹host› -U sa -P ‹pw›
sqlcmd -S ‹host› -U sa -P "‹pw›"
expect -c 'send "‹pw›\r"'
""",
    "windows": r"""
net use Z: \\‹host›\data /user:ACME\‹user› ‹pw›
net use \\‹host›\c$ ‹pw› /user:‹user›
net user ‹user› ‹pw› /add
cmdkey /add:‹host› /user:‹user› /pass:‹pw›
runas /user:x; psexec \\‹host› -u ‹user› -p ‹pw› cmd
wmic /node:‹host› /user:‹user› /password:‹pw› os get name
reg add "HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Winlogon" /v DefaultPassword /t REG_SZ /d ‹pw› /f
"DefaultPassword"="‹pw›"
netsh wlan set hostednetwork mode=allow ssid=x key=‹pw›
msiexec /i agent.msi /qn SERVERKEY=‹tok›
""",
    "curl": r"""
curl -u ‹user›:‹pw› https://‹host›/api
curl --user "‹user›:‹pw›" -X POST https://‹host›/
curl -H "Authorization: Bearer ‹tok›" https://api.acme.io/v1
curl -H 'X-Api-Key: ‹tok›' https://api.acme.io/v1
curl -H "Authorization: Basic ‹basic›" https://‹host›/
curl https://api.acme.io/v1/x?api_key=‹tok›
curl -d 'username=‹user›&password=‹pw›' https://‹host›/login
curl -X POST -d '{"login":"‹user›","password":"‹pw›"}' https://‹host›/
curl --header "PRIVATE-TOKEN: ‹tok›" https://git.acme.io/api/v4/projects
http --auth ‹user›:‹pw› https://‹host›/api
curl -x http://‹user›:‹pw›@‹host›:3128 https://acme.io
""",
    "headers": r"""
Authorization: Bearer ‹tok›
Authorization: Basic ‹basic›
Authorization: Token ‹hex40›
authorization: ‹jwt›
X-Auth-Token: ‹tok›
X-API-KEY: ‹hex32›
Api-Key: ‹tok›
Proxy-Authorization: Basic ‹basic›
Cookie: sessionid=‹tok›; theme=dark
Set-Cookie: JSESSIONID=‹hex32›; Path=/; HttpOnly
Cookie: auth_token=‹tok›
X-Vault-Token: ‹tok›
""",
    "url": r"""
https://‹user›:‹pw›@‹host›/repo.git
ftp://‹user›:‹pw›@‹host›/pub
postgresql://‹user›:‹pw›@‹host›:5432/app
mysql+pymysql://‹user›:‹pw›@‹host›/app
mongodb+srv://‹user›:‹pw›@cluster0.ab1cd.mongodb.net/test
redis://:‹pw›@‹host›:6379/0
amqps://‹user›:‹pw›@‹host›:5671/vh
ldap://cn=admin:‹pw›@‹host›
smtp://‹user›:‹pw›@‹host›:587
sftp://‹user›:‹pw›@‹host›:22/in
https://api.acme.io/v1/items?access_token=‹tok›&page=2
https://api.acme.io/data?apikey=‹tok›
https://‹host›/reset?token=‹tok›
https://files.acme.io/x?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=‹hex64›
git clone https://oauth2:‹tok›@git.acme.io/a/b.git
https://‹host›/login?user=‹user›&pass=‹pw›
""",
    "connection": r"""
Server=‹host›;Database=crm;User Id=‹user›;Password=‹pw›;TrustServerCertificate=true
Data Source=‹host›;Initial Catalog=x;Uid=‹user›;Pwd=‹pw›;
Driver={ODBC Driver 18 for SQL Server};Server=‹host›;UID=‹user›;PWD=‹pw›
jdbc:postgresql://‹host›/app?user=‹user›&password=‹pw›
jdbc:sqlserver://‹host›:1433;databaseName=x;user=‹user›;password=‹pw›
jdbc:oracle:thin:‹user›/‹pw›@‹host›:1521/ORCL
sqlplus ‹user›/‹pw›@ORCL
DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=‹b64›;EndpointSuffix=core.windows.net
Endpoint=sb://acme.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=‹wg›
HostName=acme.azure-devices.net;DeviceId=d1;SharedAccessKey=‹wg›
Provider=SQLOLEDB;Data Source=‹host›;User ID=sa;Password=‹pw›;
host=‹host› port=5432 dbname=x user=‹user› password=‹pw› sslmode=require
Host=‹host›;Username=‹user›;Password=‹pw›;Database=x
‹host›:6379,password=‹pw›,ssl=True,abortConnect=False
""",
    "dotfiles": r"""
machine ‹host› login ‹user› password ‹pw›
default login ‹user› password ‹pw›
‹host›:5432:app:‹user›:‹pw›
//registry.npmjs.org/:_authToken=‹uuid›
//npm.acme.io/:_password=‹b64›
[pypi]\nusername = __token__\npassword = ‹tok›
[distutils]\nindex-servers = a\n[a]\nrepository: https://pypi.acme.io\nusername: ‹user›\npassword: ‹pw›
‹user›:‹apr1›
‹user›:‹hash›:19500:0:99999:7:::
aws_access_key_id = ‹akia›\naws_secret_access_key = ‹aws›
""",
    "network": r"""
enable secret 5 ‹pw›
enable password 7 ‹cisco7›
enable secret 9 ‹cisco9›
username ‹user› privilege 15 password 7 ‹cisco7›
username ‹user› privilege 15 secret ‹pw›
username ‹user› password 0 ‹pw›
 password 7 ‹cisco7›
line vty 0 4\n password ‹pw›\n login
snmp-server community ‹pw› RO
snmp-server community ‹weak› RW 99
snmp-server host 10.1.1.1 version 2c ‹pw›
snmp-server user mon grp v3 auth sha ‹pw› priv aes 128 ‹pw›
 key-string ‹pw›
 key-string 7 ‹cisco7›
tacacs-server key ‹pw›
tacacs-server host 10.1.1.9 key 7 ‹cisco7›
radius-server host 10.1.1.8 auth-port 1812 key ‹pw›
crypto isakmp key ‹pw› address 203.0.113.4
 pre-shared-key address 0.0.0.0 0.0.0.0 key ‹pw›
 pre-shared-key local ‹pw›
 ikev1 pre-shared-key ‹pw›
 ppp chap password 0 ‹pw›
 neighbor 10.0.0.1 password ‹pw›
 ip ospf message-digest-key 1 md5 ‹pw›
 standby 1 authentication md5 key-string ‹pw›
ntp authentication-key 1 md5 ‹pw›
 wpa-psk ascii 0 ‹pw›
set system root-authentication encrypted-password "‹hash›"
set system login user ‹user› authentication plain-text-password-value "‹pw›"
set security ike policy p pre-shared-key ascii-text "‹juniper9›"
set snmp community ‹pw› authorization read-only
set psksecret ‹pw›
set psksecret ENC ‹b64›
set passwd ‹pw›
set password ENC ‹b64›
/user add name=‹user› password=‹pw› group=full
/interface wireless security-profiles set default wpa2-pre-shared-key=‹pw›
/ppp secret add name=‹user› password=‹pw› service=l2tp
/ip ipsec identity add peer=hq secret="‹pw›"
set mgt-config users ‹user› phash ‹hash›
authentication-key "‹pw›"
local-user ‹user› password irreversible-cipher ‹pw›
""",
    "wifi": r"""
network={\n  ssid="Office"\n  psk="‹pw›"\n}
wpa_passphrase=‹pw›
WIFI:T:WPA;S:Office;P:‹pw›;;
[wifi-security]\nkey-mgmt=wpa-psk\npsk=‹pw›
<sharedKey><keyType>passPhrase</keyType><protected>false</protected><keyMaterial>‹pw›</keyMaterial></sharedKey>
SSID: Guest-Praxis\nWLAN-Schlüssel: ‹pw›
WiFi: BrightGuest / ‹pw›
the wifi key is ‹pw›
""",
    "vpn": r"""
[Interface]\nPrivateKey = ‹wg›\nAddress = 10.9.0.2/32
PresharedKey = ‹wg›
wg set wg0 private-key <(echo ‹wg›)
: PSK "‹pw›"
‹host› %any : PSK "‹pw›"
‹user› * ‹pw› *
VPN PSK: ‹pw›
IPSec pre-shared key: ‹pw›
""",
    "table": r"""
| Service | User | Password |\n|---|---|---|\n| VPN | ‹user› | ‹pw› |\n| ERP | ‹user› | ‹pw› |
name,username,password\nVPN,‹user›,‹pw›\nMail,‹user›,‹pw›
host;login;passwort\n‹host›;‹user›;‹pw›
url,username,password,note\nhttps://‹host›,‹user›,‹pw›,main
System\tBenutzer\tKennwort\nDATEV\t‹user›\t‹pw›
| user | pw |\n| ‹user› | ‹pw› |
Name,API Key\nprod,‹tok›
email,password_hash\nx@brightwell.co.uk,‹hash›
Gerät    Login    Passwort\nSwitch1  admin    ‹pw›\nSwitch2  admin    ‹pw›
""",
    "pairs": r"""
‹user›:‹pw›\nops2:‹pw›\nadmin3:‹pw›
admin / ‹pw›
‹user›@brightwell.co.uk:‹pw›\nb.keller@nordwind.de:‹pw›
login: ‹user›\npass: ‹pw›
user ‹user› pw ‹pw›
User: ‹user› Pass: ‹pw›
u: ‹user› p: ‹pw›
Benutzer: ‹user› Kennwort: ‹pw›
Username - ‹user› Password - ‹pw›
Password\n‹pw›
Zugang: ‹user› / ‹pw›
""",
    "python": r"""
password = "‹pw›"
conn = psycopg2.connect(host="‹host›", user="‹user›", password='‹pw›')
requests.get(url, auth=("‹user›", "‹pw›"))
client = Client(api_key="‹tok›")
os.environ["SECRET_TOKEN"] = "‹tok›"
DATABASES = {'default': {'USER': '‹user›', 'PASSWORD': '‹pw›'}}
app.config["SECRET_KEY"] = "‹tok›"
smtp.login("‹user›", "‹pw›")
ssh.connect("‹host›", username="‹user›", password="‹pw›")
self.api_token: str = "‹tok›"
paramiko.Transport((h, 22)).connect(None, "‹user›", "‹pw›")
headers = {"Authorization": f"Bearer ‹tok›"}
if password == "‹pw›":
PASSPHRASE = b"‹pw›"
secret = os.getenv("SECRET", "‹tok›")
db = MySQLdb.connect("‹host›", "‹user›", "‹pw›", "shop")
""",
    "javascript": r"""
const password = '‹pw›';
const apiKey = "‹tok›";
axios.get(u, { headers: { 'x-api-key': '‹tok›' } })
mongoose.connect(u, { user: '‹user›', pass: '‹pw›' })
const pool = new Pool({ user: '‹user›', password: `‹pw›` });
process.env.JWT_SECRET = "‹tok›";
export const clientSecret: string = '‹tok›';
jwt.sign(payload, '‹tok›')
localStorage.setItem('authToken', '‹tok›');
auth: { user: "‹user›", pass: "‹pw›" }
secret: process.env.SECRET || '‹tok›',
""",
    "java": r"""
String password = "‹pw›";
private static final String API_KEY = "‹tok›";
DriverManager.getConnection("jdbc:mysql://‹host›/x", "‹user›", "‹pw›");
props.setProperty("mail.smtp.password", "‹pw›");
props.put("db.password", "‹pw›");
System.setProperty("ACME_TOKEN", "‹tok›");
@Value("${db.password:‹pw›}")
factory.setPassword("‹pw›");
new UsernamePasswordCredentials("‹user›", "‹pw›")
keyStore.load(in, "‹pw›".toCharArray());
.password("‹pw›")
.withPassword("‹pw›")
""",
    "csharp": r"""
var password = "‹pw›";
private const string ClientSecret = "‹tok›";
new NetworkCredential("‹user›", "‹pw›");
new SqlConnection("Server=‹host›;User=‹user›;Password=‹pw›")
options.ApiKey = "‹tok›";
Password = @"‹pw›",
string key = Environment.GetEnvironmentVariable("API_KEY") ?? "‹tok›";
""",
    "go": r"""
password := "‹pw›"
const apiToken = "‹tok›"
cfg := Config{User: "‹user›", Password: "‹pw›"}
req.SetBasicAuth("‹user›", "‹pw›")
req.Header.Set("X-Api-Key", "‹tok›")
var clientSecret string = "‹tok›"
os.Setenv("DB_PASSWORD", "‹pw›")
dsn := "‹user›:‹pw›@tcp(‹host›:3306)/app"
let secret_key: &str = "‹tok›";
""",
    "php": r"""
$password = '‹pw›';
define('DB_PASSWORD', '‹pw›');
define( 'AUTH_KEY', '‹tok›' );
'password' => '‹pw›',
'secret' => env('X_SECRET', '‹tok›'),
$db = new mysqli('‹host›', '‹user›', '‹pw›', 'shop');
mysqli_connect("‹host›", "‹user›", "‹pw›");
$config['db']['pass'] = "‹pw›";
new PDO($dsn, '‹user›', '‹pw›');
putenv("APP_KEY=base64:‹wg›");
curl_setopt($ch, CURLOPT_USERPWD, "‹user›:‹pw›");
""",
    "ruby": r"""
password: "‹pw›",
config.secret_key = '‹tok›'
:password => '‹pw›'
ENV['API_TOKEN'] = "‹tok›"
http.basic_auth '‹user›', '‹pw›'
api_key '‹tok›'
""",
    "ci": r"""
    env:\n      DEPLOY_TOKEN: ‹tok›
      run: echo ${{ secrets.X }} && curl -H "Authorization: token ‹hex40›" x
variables:\n  CI_REGISTRY_PASSWORD: "‹pw›"
withCredentials: password('‹pw›')
environment {\n  DB_PASS = '‹pw›'\n}
        password: ‹pw›\n        registry: ghcr.io
""",
    "prose_en": r"""
the admin pw is ‹pw›
The admin password for the new NAS is ‹pw›, please change it.
password for ‹user› on ‹host› is ‹pw›
I reset her password to ‹pw› this morning
use ‹user› with password ‹pw› to log in
login with ‹user› / ‹pw› and check the share
Creds: ‹user› / ‹pw›
my API key is ‹tok› and I get a 401
I tried with token ‹tok› but it fails
Here's the secret: ‹tok›
here is the key ‹tok› for the sandbox
temp password: ‹pw› (expires Friday)
His new password will be ‹pw›.
the passphrase is "‹phrase›"
passphrase: ‹phrase›
root password changed from ‹pw› to ‹pw›
the safe code is ‹pin›
alarm code ‹pin› for the office
The PIN of the card is ‹pin›
Your verification code is ‹otp›
one-time password: ‹otp›
door code: ‹pin›#
user is ‹user›, pass is ‹pw›
Wi-Fi password: ‹pw›
can you log into ‹host›? ‹user› and the password ‹pw›
The BIOS password = ‹pw›
password (temporary): ‹pw›
Initial password has been set to ‹pw›
sudo password: ‹pw›
my passcode is ‹pin›
SNMP community string is ‹pw›
old pw ‹pw›, new pw ‹pw›
""",
    "prose_de": r"""
Das Passwort lautet ‹pw›
Passwort für ‹user›: ‹pw›
Das Kennwort vom Server ist ‹pw›, bitte ändern.
Zugangsdaten: ‹user› / ‹pw›
Benutzer ‹user›, Passwort ‹pw›
mein PW ist ‹pw›
Neues Kennwort: ‹pw›
Die PIN für die Karte ist ‹pin›
Der Türcode ist ‹pin›
WLAN-Passwort: ‹pw›
Das Passwort wurde auf ‹pw› geändert
Der API-Schlüssel lautet ‹tok›
""",
    "prose_fr": r"""
mot de passe : ‹pw›
Le mot de passe du wifi est ‹pw›
Identifiant : ‹user› / mot de passe : ‹pw›
le nouveau mdp c'est ‹pw›
le code d'accès est ‹pin›
code porte ‹pin›
ma clé API est ‹tok›
""",
    "prose_es": r"""
la contraseña es ‹pw›
Contraseña: ‹pw›
usuario ‹user› y contraseña ‹pw›
la clave del wifi es ‹pw›
mi clave de acceso: ‹pw›
el código de la alarma es ‹pin›
""",
    "prose_it": r"""
la password è ‹pw›
la password del server è ‹pw›, grazie
Password: ‹pw›
utente ‹user› password ‹pw›
la parola d'ordine è ‹pw›
il codice PIN è ‹pin›
""",
    "prose_nl": r"""
het wachtwoord is ‹pw›
Wachtwoord: ‹pw›
gebruiker ‹user› met wachtwoord ‹pw›
de pincode is ‹pin›
inloggegevens: ‹user› / ‹pw›
""",
    "prose_pt": r"""
a senha é ‹pw›
Senha do servidor: ‹pw›
usuário ‹user› senha ‹pw›
a palavra-passe é ‹pw›
o código do alarme é ‹pin›
""",
    "prose_pl": r"""
hasło to ‹pw›
Hasło do serwera: ‹pw›
login ‹user› hasło ‹pw›
moje hasło brzmi ‹pw›
kod PIN to ‹pin›
""",
    "prose_other": r"""
Lösenord: ‹pw›
lösenordet är ‹pw›
adgangskode: ‹pw›
passord: ‹pw›
salasana: ‹pw›
heslo: ‹pw›
jelszó: ‹pw›
parolă: ‹pw›
şifre: ‹pw›
пароль: ‹pw›
пароль от сервера ‹pw›
κωδικός: ‹pw›
密码：‹pw›
パスワード：‹pw›
비밀번호: ‹pw›
""",
    "recovery": r"""
Backup codes:\n‹backup›\n‹backup›\n‹backup›
recovery code: ‹backup›
otpauth://totp/Acme:‹user›?secret=‹base32›&issuer=Acme
MFA seed: ‹base32›
TOTP secret ‹base32›
2FA key = ‹base32›
license key: ‹licence›
Product key: ‹licence›
Lizenzschlüssel: ‹licence›
slmgr /ipk ‹licence›
""",
    "hashes": r"""
‹user›:‹hash›
password_hash: ‹hash›
the stored hash is ‹hash›
htpasswd line ‹user›:‹apr1›
""",
}

LANGUAGES = {"de": "de", "fr": "fr", "es": "es", "it": "it", "nl": "nl", "pt": "pt", "pl": "pl"}


def texts() -> Iterator[Labelled]:
    """Every wording, a few times, with other values each time."""
    for syntax, lines in SYNTAXES.items():
        language = LANGUAGES.get(syntax.removeprefix("prose_"), "en")
        for number, line in enumerate(lines.strip("\n").split("\n")):
            for turn in range(ROUNDS):
                name = f"{syntax}-{number}-{turn}"
                tags = {syntax, f"template:{syntax}-{number}"}
                yield labelled(line, Values(f"{SEED}:{name}"), name, language, tags)


def labelled(line: str, values: Values, name: str, language: str, tags: set[str]) -> Labelled:
    """A wording with values in the places of its pieces; what is a secret is marked."""
    pieces: list[str | Mark] = []
    for index, piece in enumerate(_PIECE.split(line)):
        if index % 2 == 0:
            pieces.append(piece.replace(r"\n", "\n").replace(r"\t", "\t"))
            continue
        maker: Callable[[], str] = getattr(values, piece)
        value = maker()
        pieces.append(value if piece in NOT_SECRET else Mark(KINDS.get(piece, "API_KEY"), value))
    return compose(*pieces, language=language, tags=tags, id=name)
