"""What the generated texts are filled with, other than people: organisations, places, dates, products, code."""

import random
from collections.abc import Callable
from pathlib import Path

LISTS = Path(__file__).parent.parent / "lists"


def listed(name: str) -> list[str]:
    """The entries of one of the product's lists, without comments; marks are kept."""
    lines = (LISTS / name).read_text(encoding="utf-8").splitlines()
    return [one.strip() for line in lines if line and not line.startswith("#") for one in line.split(",")]


FIGURES = [one for one in listed("figures.txt") if " " in one or one.startswith("@") or len(one) > 5]
BRANDS = listed("brands.txt")
PRODUCTS = (
    "Outlook|Teams|Excel|Word|PowerPoint|SharePoint|OneDrive|Exchange Online|Intune|Windows 11|Windows Server 2022|Active "
    "Directory|Entra ID|Defender|Power BI|Power Automate|Photoshop|Acrobat|AutoCAD|QuickBooks|SAP S/4HANA|DATEV|Lexware|"
    "Salesforce|HubSpot|Jira|Confluence|Slack|Zoom|Notion|Figma|Docker|Kubernetes|Jenkins|Terraform|Ansible|PostgreSQL|"
    "MySQL|MongoDB|Redis|Kafka|Elasticsearch|Grafana|Prometheus|Nginx|Apache|Tomcat|Spring Boot|Django|Laravel|React|"
    "Angular|Vue|Node.js|Visual Studio|PyCharm|GitLab|Veeam|Acronis|VMware ESXi|Hyper-V|Proxmox|FortiGate|SonicWall|"
    "Meraki|UniFi|pfSense|Cisco AnyConnect|Citrix|TeamViewer|AnyDesk|Chrome|Firefox|Safari|iPhone 15|Galaxy S24|iPad|"
    "MacBook Pro|ThinkPad T14|Surface Pro|LaserJet 400|Raspberry Pi|Alexa|Siri|ChatGPT|Claude|Copilot|Gemini|Midjourney|"
    "WordPress|Shopify|WooCommerce|Magento|Tesla Model 3|Golf|Corolla|Mazda CX-5|Apache Airflow|Ruby on Rails|"
    "Julia|Dart|Pascal|Ada|Haskell|Erlang|Maven|Gradle|Pandas|Casper|Bonnie++|Lucene|Solr|Cassandra|Marathon|Hudson|Travis"
).split("|")
LANGUAGES = (
    "Python|Java|C#|C++|Rust|Go|TypeScript|JavaScript|PHP|Ruby|Swift|Kotlin|Bash|PowerShell|SQL|VBA|R".split(
        "|"
    )
)
LANDS = (
    "Germany|France|Spain|Italy|Poland|Portugal|Brazil|Canada|Australia|India|Japan|Kenya|Nigeria|Mexico|Norway|Jordan|Chad|"
    "Georgia|Deutschland|Österreich|Frankreich|Suisse|España|Italia|Nederland|België|Polska|Portugal|Brasil|Schweiz"
).split("|")
NATIONS = "French|German|Spanish|Italian|Polish|Dutch|Portuguese|Turkish|Syrian|Ukrainian|Nigerian|Indian|Chinese".split(
    "|"
)
CITIES = (
    "London|Leeds|Manchester|Bristol|Dublin|Glasgow|Boston|Chicago|Denver|Austin|Seattle|Phoenix|Atlanta|Houston|Portland|"
    "Charlotte|Madison|Lincoln|Jackson|Columbus|Berlin|Hamburg|München|Köln|Leipzig|Dresden|Essen|Bremen|Kassel|Ulm|Wien|"
    "Graz|Zürich|Bern|Paris|Lyon|Nantes|Lille|Rennes|Toulouse|Nancy|Bruxelles|Genève|Madrid|Sevilla|Valencia|Bilbao|"
    "Zaragoza|Málaga|Bogotá|Lima|Santiago|Roma|Milano|Torino|Napoli|Bologna|Firenze|Verona|Amsterdam|Utrecht|Rotterdam|"
    "Eindhoven|Breda|Gent|Antwerpen|Lisboa|Porto|Braga|Coimbra|Aveiro|São Paulo|Curitiba|Recife|Warszawa|Kraków|Gdańsk|"
    "Wrocław|Poznań|Łódź|Lublin|Mumbai|Pune|Delhi|Lagos|Nairobi|Istanbul|Ankara|Dubai|Tokyo|Osaka|Seoul|Hanoi|Beirut|Tunis|"
    "Sydney|Perth|Toronto|Calgary|Springfield|Salem|Florence|Sofia|Victoria|Adelaide|Sidney|Vienna|Paris, Texas"
).split("|")
CONDITIONS = {
    "en": "type 2 diabetes|asthma|depression|breast cancer|hypertension|epilepsy|ADHD|Crohn's disease|Parkinson's|a miscarriage|burnout|COPD|HIV|migraine|a slipped disc|panic attacks|hepatitis B|multiple sclerosis",
    "de": "Diabetes Typ 2|Asthma|einer Depression|Brustkrebs|Bluthochdruck|Epilepsie|ADHS|Morbus Crohn|Rheuma|Burnout|Hepatitis B|Multiple Sklerose|Endometriose",
    "fr": "diabète de type 2|asthme|dépression|cancer du sein|hypertension|épilepsie|maladie de Crohn|sclérose en plaques|hépatite B|une hernie discale",
    "es": "diabetes tipo 2|asma|depresión|cáncer de mama|hipertensión|epilepsia|enfermedad de Crohn|esclerosis múltiple|ansiedad|una hernia",
    "it": "diabete di tipo 2|asma|depressione|tumore al seno|ipertensione|epilessia|morbo di Crohn|sclerosi multipla|ansia",
    "nl": "diabetes type 2|astma|een depressie|borstkanker|hoge bloeddruk|epilepsie|de ziekte van Crohn|burn-out|reuma",
    "pt": "diabetes tipo 2|asma|depressão|cancro da mama|hipertensão|epilepsia|doença de Crohn|ansiedade",
    "pl": "cukrzycę typu 2|astmę|depresję|raka piersi|nadciśnienie|padaczkę|chorobę Crohna|migrenę",
}
DRUGS = (
    "metformin|Metformin|ibuprofen|Lipitor|sertraline|Sertralin|Ozempic|Ramipril|ramipril|L-Thyroxin|Eliquis|Xarelto|"
    "Ventolin|Humira|prednisone|Tavor|Doliprane|Augmentin|Paracetamol|paracetamol|Nurofen|Ritalin|Concerta|Zoloft|Xanax|"
    "Pantoprazol|amoxicillin|lisinopril|Keytruda|Methadon|insulin glargine|Ventolín|Tachipirina|Depakine"
).split("|")
JOBS = {
    "en": "accountant|sales manager|nurse|software engineer|HR manager|warehouse supervisor|CFO|Operations Director|paralegal|project manager|data analyst|Head of Finance|receptionist|Managing Director",
    "de": "Buchhalterin|Vertriebsleiter|Krankenschwester|Softwareentwickler|Personalreferentin|Lagerleiter|Geschäftsführer|Industriekauffrau|Steuerfachangestellte|Projektleiter",
    "fr": "comptable|directeur commercial|infirmière|développeur|responsable RH|DAF|gérant|juriste|chef de projet|aide-soignante",
    "es": "contable|jefe de ventas|enfermera|programador|responsable de RR. HH.|director financiero|gerente|encargado de almacén",
    "it": "contabile|responsabile vendite|infermiera|sviluppatore|responsabile del personale|amministratore|direttore|magazziniere",
    "nl": "boekhouder|verkoopleider|verpleegkundige|ontwikkelaar|HR-manager|magazijnchef|directeur|projectleider",
    "pt": "contabilista|gerente de vendas|enfermeira|programador|diretora de RH|diretor financeiro|encarregado",
    "pl": "księgowa|kierownik sprzedaży|pielęgniarka|programista|kadrowa|dyrektor finansowy|prezes|magazynier",
}
MONTHS = {
    "en": "January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Aug",
    "de": "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember",
    "fr": "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
    "es": "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre",
    "it": "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre",
    "nl": "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december",
    "pt": "janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro",
    "pl": "styczniu|lutym|marcu|kwietniu|maju|czerwcu|lipcu|sierpniu|wrześniu|październiku|listopadzie|grudniu",
}
TITLES = {
    "en": "Mr|Mrs|Ms|Dr|Mr.|Mrs.|Ms.|Dr.|Prof.|Professor|Miss|Sir|Rev.",
    "de": "Herr|Frau|Dr.|Herr Dr.|Frau Dr.|Prof.|Herrn|Frau",
    "fr": "M.|Mme|Madame|Monsieur|Mlle|Dr|Maître|Pr",
    "es": "Sr.|Sra.|don|doña|Dr.|Dra.|señora|señor|D.ª",
    "it": "sig.ra|signora|signor|sig.|dott.|dott.ssa|avv.|ing.|prof.",
    "nl": "mevrouw|meneer|dhr.|mevr.|dr.|mr.|drs.|ir.",
    "pt": "Sra.|Dra.|Dr.|dona|senhora|Eng.|Prof.ª|Sr.",
    "pl": "pan|pani|Pan|Pani|dr|mec.|prof.|panu|pana",
}
STREETS = {
    "en": "{n} {s} Street|{n} {s} Road|{n} {s} Ave|{n} {s} Lane, {c}|{n} {s} Drive, {c}|Flat 2, {n} {s} Close, {c}",
    "de": "{s}straße {n}, {z} {c}|{s}weg {n}, {z} {c}|Am {s} {n}, {z} {c}|{s}gasse {n}",
    "fr": "{n} rue {s}, {z} {c}|{n}, avenue {s}|{n} bis rue des {s}, {z} {c}|{n} place {s}, {z} {c}",
    "es": "calle {s} {n}, {z} {c}|C/ {s}, {n}, 2º B, {c}|avenida {s} {n}, {c}|plaza {s} {n}",
    "it": "via {s} {n}, {z} {c}|viale {s} {n}, {c}|piazza {s} {n}, {z} {c}|corso {s} {n}",
    "nl": "{s}straat {n}, {z} AB {c}|{s}laan {n}, {c}|{s}weg {n}|{s}plein {n}, {c}",
    "pt": "Rua {s} {n}, {z} {c}|Av. {s}, {n}, {c}|Travessa {s} {n}|Rua {s}, {n}, ap. 12, {c}",
    "pl": "ul. {s} {n}, {z} {c}|ul. {s} {n}/3, {c}|al. {s} {n}, {z} {c}|os. {s} {n}",
}
STREET_NAMES = {
    "en": "Church|Park|Oak|Maple|Mill|High|Victoria|Selkirk|Prescott|Station|Elm|Cedar Hollow|Washington",
    "de": "Linden|Haupt|Goethe|Bahnhof|Schiller|Mühlen|Anger|Rosen|Berg|Kirch",
    "fr": "Victor Hugo|de la Paix|Lilas|Jean Jaurès|Pasteur|Tilleuls|de la République|des Acacias",
    "es": "Mayor|Cervantes|Colón|del Sol|Goya|Alcalá|de la Paz|San Juan",
    "it": "Garibaldi|Roma|Dante|Mazzini|Verdi|dei Mille|Cavour|Marconi",
    "nl": "Dorps|Kerk|Molen|Julianas|Oranje|Beuken|Linden|School",
    "pt": "do Ouro|das Flores|Augusta|da Liberdade|25 de Abril|São João|Camões",
    "pl": "Lipowa|Polna|Mickiewicza|Kościuszki|Długa|Krótka|Słowackiego|3 Maja",
}
SUBJECTS = (
    "Invoice|Re: contract|AW: Angebot|RE: outage|Meeting Tuesday|Rechnung|Devis|Fattura|Presupuesto|Offerte|Your order|Salary|"
    "Sick note|Kündigung|Zgłoszenie|Proposta|Fwd: Passwords|Backup failed|URGENT|Termin|Rendez-vous|Test results"
).split("|")
CRIMES = "theft|fraud|drunk driving|assault|tax evasion|shoplifting".split("|")
_FIRM = (
    "Aegean Bright Cedar Copper Falcon Granite Harbor Keystone Lakeside Maple Northgate Orchard Pinnacle Quarry Riverbend "
    "Silver Summit Trellis Union Valley Westbrook Arbor Beacon Cobalt Delta Ember Fjord Halcyon Iris Juniper Kestrel Lumen "
    "Meridian Nimbus Onyx Polaris Solano Tidewater Vertex Willow Zenith Albion Alpen Rhein Nord Süd Hansa Elbe Isar Iberia "
    "Costa Sol Lusa Ponte Vela Monte Stella Adria Brise Clair Atlas Horizon Polder Delft Oranje Wisła Bałtyk Tatry Orzeł"
).split()
_TRADE = {
    "en": "Logistics|Dental|Foods|Solutions|Consulting|Bioworks|Pharma|Packers|Imports|Outfitters|Capital|Partners|Farms|Media|Law|Roofing|Wholesale|Family Clinic|Primary School|Academy|Medical Center|Care Home|Analytics|Robotics|Holdings|Insurance Brokers|Motors",
    "de": "Maschinenbau|Logistik|Bau|Metallbau|Elektrotechnik|Pflegedienst|Immobilien|Spedition|Werkzeugbau|Software|Apotheke|Steuerberatung|Gymnasium|Klinikum",
    "fr": "Conseil|Transports|Bâtiment|Services|Immobilier|Électricité|Pharmacie|Avocats|Clinique|Menuiserie|Distribution",
    "es": "Construcciones|Logística|Asesores|Invernaderos|Transportes|Abogados|Clínica Dental|Talleres|Bodegas|Consultores",
    "it": "Costruzioni|Officine|Trasporti|Impianti|Studio Legale|Farmacia|Arredamenti|Servizi|Consulenza|Cantine",
    "nl": "Bouw|Logistiek|Transport|Advies|Installatietechniek|Zorggroep|Makelaars|Advocaten|Hoveniers|Techniek",
    "pt": "Construções|Transportes|Consultoria|Clínica|Advogados|Têxteis|Engenharia|Contabilidade|Imobiliária|Farmácia",
    "pl": "Budownictwo|Transport|Doradztwo|Przychodnia|Kancelaria|Instalacje|Meble|Logistyka|Serwis|Nieruchomości",
}
_LEGAL = {
    "en": "Ltd|Ltd.|Inc.|Inc|LLC|LLP|PLC|Corp.|& Co|Group|Limited", "de": "GmbH|GmbH & Co. KG|AG|KG|OHG|e.K.|UG|e.V.|eG|SE",
    "fr": "SARL|SAS|SA|SASU|EURL|SCI", "es": "S.L.|S.A.|SL|S.L.U.|S. Coop.", "it": "S.r.l.|S.p.A.|Srl|SNC|S.a.s.|SpA",
    "nl": "B.V.|BV|N.V.|VOF|V.O.F.", "pt": "Lda.|Ltda|S.A.|Lda|EIRELI|ME", "pl": "Sp. z o.o.|sp. z o.o.|S.A.|Sp. k.|s.c.|Sp. j.",
}  # fmt: skip
_ROOTS = (
    "get set load parse build create update delete find fetch user order invoice client session token config data item list node "
    "tree value index cache event handler service manager factory request response stream buffer file path thread task job "
    "worker queue message record entity model view state action reducer component module plugin adapter mark frank rob bill "
    "drew grace hope faith dawn will pat art max april june may august summer carol ruby jade pearl rose lily violet"
).split()


def organisation(chance: random.Random, language: str, surname: str) -> str:
    """A firm, practice or school that nobody knows."""
    trade = chance.choice(_TRADE[language].split("|"))
    legal = chance.choice(_LEGAL[language].split("|"))
    core = chance.choice(_FIRM) if chance.random() < 0.6 else surname
    roll = chance.random()
    if roll < 0.45:
        return f"{core} {trade} {legal}" if language in ("en", "de", "nl") else f"{trade} {core} {legal}"
    if roll < 0.65:
        return f"{core} {legal}"
    if roll < 0.85:
        return f"{core} {trade}" if language in ("en", "de", "nl") else f"{trade} {core}"
    if roll < 0.93:
        return f"{surname} & {chance.choice(_FIRM)} {trade}"
    return f"{core}{chance.choice(('tech', 'soft', 'med', 'bau', 'log', 'care', 'net', 'works'))} {legal}"


def code(chance: random.Random) -> str:
    """An identifier as programmers write them."""
    parts = [chance.choice(_ROOTS) for _ in range(chance.randint(1, 3))]
    form = chance.randrange(6)
    if form == 0:
        return "_".join(parts)
    if form == 1:
        return parts[0] + "".join(map(str.title, parts[1:]))
    if form == 2:
        return "_".join(parts).upper()
    if form == 3:
        return "-".join(parts)
    return "".join(map(str.title, parts))


def figure(chance: random.Random) -> str:
    """The full name of somebody everybody knows."""
    return chance.choice(FIGURES).lstrip("@").rstrip("*")


def plain_slot(name: str, chance: random.Random, language: str) -> str | None:
    """The value of a slot that is no name of a person, organisation or place; None for a slot that is."""
    makers: dict[str, Callable[[], str]] = {
        "B": lambda: chance.choice(BRANDS),
        "PROD": lambda: chance.choice(PRODUCTS),
        "LANG": lambda: chance.choice(LANGUAGES),
        "NAT": lambda: chance.choice(NATIONS),
        "CODE": lambda: code(chance),
        "COND": lambda: chance.choice(CONDITIONS[language].split("|")),
        "DRUG": lambda: chance.choice(DRUGS),
        "JOB": lambda: chance.choice(JOBS[language].split("|")),
        "MON": lambda: chance.choice(MONTHS[language].split("|")),
        "T": lambda: chance.choice(TITLES[language].split("|")),
        "SUBJ": lambda: chance.choice(SUBJECTS),
        "CRIME": lambda: chance.choice(CRIMES),
        "D": lambda: _date(chance, language),
        "HR": lambda: f"{chance.randint(0, 23):02d}:{chance.randint(0, 59):02d}",
        "TEL": lambda: _telephone(chance),
        "ID": lambda: _number(chance),
        "EUR": lambda: chance.choice(("€ {}", "{} €", "${}", "£{}", "{} EUR", "{}k")).format(chance.choice(("1,250", "84.000", "3.418,50", "12", "61,200", "950", "2 300"))),
        "AGE": lambda: str(chance.randint(3, 95)),
        "NUM": lambda: str(chance.randint(1, 400)),
        "YEAR": lambda: str(chance.randint(1950, 2026)),
        "IP": lambda: f"10.{chance.randint(0, 255)}.{chance.randint(0, 255)}.{chance.randint(1, 254)}",
        "HOST": lambda: chance.choice(("SRV-FILE01", "DC01", "LT-4471", "NB-ASH-19", "web-prod-2", "pc-17.corp.local")),
    }  # fmt: skip
    maker = makers.get(name)
    return None if maker is None else maker()


def _date(chance: random.Random, language: str) -> str:
    day, month, year = chance.randint(1, 28), chance.randint(1, 12), chance.randint(1940, 2026)
    named = chance.choice(MONTHS[language].split("|"))
    return chance.choice(
        (f"{day:02d}.{month:02d}.{year}", f"{day}/{month}/{year}", f"{year}-{month:02d}-{day:02d}", f"{day} {named} {year}",
         f"{named} {day}", f"{day}. {named}")
    )  # fmt: skip


def _telephone(chance: random.Random) -> str:
    digits = "".join(str(chance.randint(0, 9)) for _ in range(9))
    return chance.choice(
        (f"+49 {digits[:3]} {digits[3:]}", f"({digits[:3]}) {digits[3:6]}-{digits[5:]}", f"0{digits[:4]} {digits[4:]}",
         f"+33 {digits[0]} {digits[1:3]} {digits[3:5]} {digits[5:7]} {digits[7:]}", digits[:3] + " " + digits[3:])
    )  # fmt: skip


def _number(chance: random.Random) -> str:
    digits = "".join(str(chance.randint(0, 9)) for _ in range(10))
    return chance.choice((digits, digits[:7], f"HO-{digits[:6]}", f"{digits[:4]}/{digits[4:7]}", f"CLM-24-{digits[:5]}", f"INV{digits[:5]}",
                          f"DE{digits} {digits[:4]}", f"{digits[:8]}X"))  # fmt: skip


def address(chance: random.Random, language: str) -> str:
    """A street with a house number, often with its town."""
    form = chance.choice(STREETS[language].split("|"))
    return form.format(
        n=chance.randint(1, 240), s=chance.choice(STREET_NAMES[language].split("|")), c=chance.choice(CITIES),
        z=f"{chance.randint(1000, 99999):05d}",
    )  # fmt: skip
