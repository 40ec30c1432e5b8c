"""Fields: names in their normal form, tables, values behind names, and what does not load."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from classifiers import rulebook
from classifiers.catalog import FIELDS
from classifiers.detector import DetectorFault
from classifiers.fields import lexicon, tables
from classifiers.fields.lexicon import FieldData
from classifiers.fields.names import normal
from classifiers.scanner import Scanner

type Found = Callable[[str], list[tuple[str, str]]]


@pytest.mark.parametrize(
    "written",
    [
        "customer number",
        "Customer No.",
        "customerNumber",
        "CUSTOMER_ID",
        "customer-nr",
        "no. of customer",
        "Customer #",
    ],
)
def test_one_name_has_one_normal_form(written: str) -> None:
    assert normal(written) == "customer #"


@pytest.mark.parametrize(
    ("written", "form"),
    [("Kundennummer", "kunden #"), ("n° de client", "client #"), ("número de empleado", "empleado #"),
     ("PersNr", "pers #"),
     ("Vorname", "vorname"), ("date of birth", "date birth"),
     ("S/N", "s n")],
)  # fmt: skip
def test_names_of_other_languages(written: str, form: str) -> None:
    assert normal(written) == form


TABLES = [
    "name;mail;ort\nA;a@x.de;Bonn\n",
    "| name | mail | ort |\n|---|---|---|\n| A | a@x.de | Bonn |\n",
    "name\tmail\tort\nA\ta@x.de\tBonn\n",
    '"name","mail","ort"\n"A","a@x.de","Bonn"\n',
    "name  mail    ort\nA     a@x.de  Bonn\n",
]


@pytest.mark.parametrize("text", TABLES, ids=["semicolon", "markdown", "tab", "quoted", "wide"])
def test_tables_of_all_marks_have_the_same_cells(text: str) -> None:
    found = tables.head(text, *tables.line_at(text, 0))
    assert found is not None
    mark, cells = found
    assert [text[cell.start : cell.end] for cell in cells] == ["name", "mail", "ort"]
    ((_, row),) = list(tables.rows(text, tables.line_at(text, 0)[1], mark, len(cells)))
    assert [text[cell.start : cell.end] for cell in row] == ["A", "a@x.de", "Bonn"]


def test_a_line_of_one_mark_alone_is_no_head() -> None:
    assert tables.head("  |\n  |\n  |\n", 0, 3) is None


@pytest.mark.parametrize(
    "text",
    [
        '{"name": 1, "mail": 2},\n{"name": 3, "mail": 4},\n',
        "a sentence, with a comma\nand one more, here\n"[:25],
        "name;mail",
    ],
)
def test_json_and_sentences_are_no_tables(text: str) -> None:
    assert tables.head(text, *tables.line_at(text, 0)) is None


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("Please update staff number S-40417 in Workday", "EMPLOYEE_ID", "S-40417"),
        ("Die Versicherungsscheinnummer lautet 88.114.203-9.", "CUSTOMER_ID", "88.114.203-9"),
        ("le numéro de dossier : 2481107", "MEDICAL_RECORD_NUMBER", "2481107"),
        ("la póliza 93311872 vence en mayo", "CUSTOMER_ID", "93311872"),
        ("targa FG 482 KL, nera", "LICENSE_PLATE", "FG 482 KL"),
        ("sygn. akt II K 481/23", "CASE_NUMBER", "II K 481/23"),
        ("<serialNumber>PF3AB12C</serialNumber>", "SERIAL_NUMBER", "PF3AB12C"),
        ("sort code 20-00-00\nAccount number: 44820197", "UK_BANK_ACCOUNT", "44820197"),
    ],
)
def test_a_value_behind_its_name(found: Found, text: str, kind: str, value: str) -> None:
    assert (kind, value) in found(text)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("reach her at (11) 96123-9415 (celular), she said", "PHONE_NUMBER", "(11) 96123-9415"),
        ("MRN ............ 90067057", "MEDICAL_RECORD_NUMBER", "90067057"),
        ("telaio                VF141W0D7W1082606", "VIN", "VF141W0D7W1082606"),
        ("Form\nN° dossier patient\n10897134\n\nVille\nLyon\n", "MEDICAL_RECORD_NUMBER", "10897134"),
        ("Form\nPrimary phone\n030 123456\n", "PHONE_NUMBER", "030 123456"),
        ("bot: please enter your MRN\nuser: 90067057\nbot: thanks", "MEDICAL_RECORD_NUMBER", "90067057"),
        ("[10:02] tom: and the chart no?\n[10:03] ann: 90067057", "MEDICAL_RECORD_NUMBER", "90067057"),
        ('[{"label": "Passport Number", "value": "710231050"}]', "PASSPORT", "710231050"),
        ("<tr><th>F. Nac</th><td>20/02/1965</td></tr>", "DATE_OF_BIRTH", "20/02/1965"),
        ("**MRN:** 47434217\n**Ward:** 4", "MEDICAL_RECORD_NUMBER", "47434217"),
        ("Phone [ 0412 345 733 ]", "PHONE_NUMBER", "0412 345 733"),
        ("M.R.N. 47434217, ward 4", "MEDICAL_RECORD_NUMBER", "47434217"),
        ("id,Ausweisnr.,Ort\n1,L7M4RY14V,Ulm\n", "DE_ID_CARD", "L7M4RY14V"),
        ("id,OwnerPlateNumber,z\n1,KA-GJ 6715,q\n", "LICENSE_PLATE", "KA-GJ 6715"),
        ("id,applicant_patient_id,z\n1,9511562,q\n", "MEDICAL_RECORD_NUMBER", "9511562"),
        ("name\tNuméro fiscal (SPI)\nx\t3097724634495\n", "NATIONAL_ID", "3097724634495"),
        ("Translate: your MRN, MR551271, has been updated", "MEDICAL_RECORD_NUMBER", "MR551271"),
        ("tell me whether B AU 556 is the right vehicle reg for Ann", "LICENSE_PLATE", "B AU 556"),
        ("PFPR56PP = service tag", "SERIAL_NUMBER", "PFPR56PP"),
        ("Is 4471902 still the current chart no?", "MEDICAL_RECORD_NUMBER", "4471902"),
        ("Chart # / 90067057", "MEDICAL_RECORD_NUMBER", "90067057"),
        (
            "[10:42] dana: has anyone the chart no for Ann Lee?\n[10:43] mike: 90067057",
            "MEDICAL_RECORD_NUMBER",
            "90067057",
        ),
        (
            "Ann says the chart no on file is wrong. Should be 90067057 now",
            "MEDICAL_RECORD_NUMBER",
            "90067057",
        ),
        (
            "Agent: Your MRN please?\nCaller: Sure, it is 90067057.\nAgent: Thanks",
            "MEDICAL_RECORD_NUMBER",
            "90067057",
        ),
        ("spoke to her, verified MRN (3930907), will call", "MEDICAL_RECORD_NUMBER", "3930907"),
        ("we have your MRN as 3930907, please confirm", "MEDICAL_RECORD_NUMBER", "3930907"),
        ("N° allocataire du client : 1739273", "CUSTOMER_ID", "1739273"),
        ("DateOfBirth = '16 Nov 61'", "DATE_OF_BIRTH", "16 Nov 61"),
        ("tell C.P.F. 82021515117 to them", "BR_CPF", "82021515117"),
        ("D/L / F6441057", "US_DRIVER_LICENSE", "F6441057"),
        ("Server fs02.corp.local is down", "HOSTNAME", "fs02.corp.local"),
        ('{"claim":{"chartIdentifier":"90067057"}}', "MEDICAL_RECORD_NUMBER", "90067057"),
        ("type=passport&number=240143133&x=1", "PASSPORT", "240143133"),
        ('{"docType": "Passport", "document_number": "240143133"}', "PASSPORT", "240143133"),
        ("<TaxNo>1</TaxNo><HomeStreet>548 Juniper Court</HomeStreet>", "STREET_ADDRESS", "548 Juniper Court"),
        ("mbl 07509 964730 / hm 01223 544390", "PHONE_NUMBER", "01223 544390"),
        ("id,DATENAISSANCE,z\n1,01/12/1997,q\n", "DATE_OF_BIRTH", "01/12/1997"),
        ("id,VATREGNO,z\n1,DE866757500,q\n", "EU_VAT_ID", "DE866757500"),
        ('{"policyNbr":"VS 57/953738-Z"}', "CUSTOMER_ID", "VS 57/953738-Z"),
        ('Patient.new(deaNumber: "FJ8345743")', "MEDICAL_LICENSE", "FJ8345743"),
        ("I.T.I.N ... 945-72-3513", "US_ITIN", "945-72-3513"),
        ("id,PersonBirthdate,z\n1,1978-09-15,q\n", "DATE_OF_BIRTH", "1978-09-15"),
        ("name,PassportNbr\nA,959170219\nB,711107978\n", "PASSPORT", "711107978"),
        ("Note: Chart/90067057, ward 4", "MEDICAL_RECORD_NUMBER", "90067057"),
        ("Form\n\n90067057\nMedical record number\n\nLyon\nTown", "MEDICAL_RECORD_NUMBER", "90067057"),
        ("Ann Poe     90067057\nPATIENT     CHART NO.\n", "MEDICAL_RECORD_NUMBER", "90067057"),
        ("08/03/1951     30590586B\nNACIMIENTO     DNI\n", "DATE_OF_BIRTH", "08/03/1951"),
        ("Ann Poe\t90067057\nPATIENT\tCHART NO.", "MEDICAL_RECORD_NUMBER", "90067057"),
        ('cy.get("[name=mrn]").type("E6037316")', "MEDICAL_RECORD_NUMBER", "E6037316"),
        ("||Name||Badge||\n|Ann Poe|E14451|\n|Jo March|E66890|", "EMPLOYEE_ID", "E66890"),
    ],
    ids=[
        "brackets",
        "leader",
        "wide",
        "below",
        "label",
        "answer",
        "chat",
        "pair",
        "cell",
        "bold",
        "box",
        "dotted",
        "s",
        "role",
        "roles",
        "remark",
        "commas",
        "ahead",
        "equals",
        "french",
        "slash",
        "whose",
        "corrected",
        "said",
        "bracketed",
        "as",
        "whose client",
        "of",
        "dots in a rule",
        "two letters",
        "host",
        "identifier",
        "query",
        "type",
        "tag",
        "home",
        "capitals",
        "capitals and number",
        "tail",
        "tail in a rule",
        "four dots",
        "person",
        "nbr",
        "stroke",
        "above",
        "above, wide",
        "above, a value like a name",
        "above, tabs",
        "typed in a test",
        "wiki",
    ],
)
def test_a_value_elsewhere_than_right_behind_its_name(found: Found, text: str, kind: str, value: str) -> None:
    assert (kind, value) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Patient\n2024001 units were sold in the first year\n",
        "Note: the chart\nOrder: 4471902\n",
        "built 90067057 (chart 4 of the talk)",
        "Commit 1a2b3c4d is the patient zero of this bug",
        "a field of 12345-678 is the phone field length",
        "build 90067057, chart, 4 of 5",
        "GET docs/chart/90067057/page",
        "Order\n90067057\nChart no.\nsee the file\n",
        "Units\n90067057\nChart no.\n",
        "What is a customer number?\n10000 customers asked this last year",
        "Did you get my customer number? 2024 was a bad year",
        "we paid 1200300 for the customer, 1200300 per patient",
        "the customer we lost, 1200300, was the biggest",
        "customer number, it's 12000 people by now",
        "the customer number you enter is checked 4817 times",
        "Enter the customer number in the usual format: 48130277",
        "Chart number;room;4471902;open",
        "customers, chart number,4471902 of them",
        "Please enter the chart number. Question 48130277 follows",
        "We need your chart number.\n10000 points are waiting",
        "4471902, chart number and email were exported",
        "the chart number of the year is rising to 4471902",
        '{"name":"chartNumber","type":"string","description":"4471902 or so"}',
        "old chart number 12, new 13",
    ],
    ids=lambda text: text[:16],
)
def test_what_only_stands_near_a_name_is_no_value(found: Found, text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "values"),
    [
        (
            "INSERT INTO p (mrn, last) VALUES ('56627719', 'O''Hara'), (56627720,'May');",
            "MEDICAL_RECORD_NUMBER",
            ["56627719", "56627720"],
        ),
        (
            "COPY m (id, email, dob) FROM stdin;\n1\ta@acme.com\t1961-03-17\n2\tb@acme.com\t1974-10-02\n\\.\n",
            "DATE_OF_BIRTH",
            ["1961-03-17", "1974-10-02"],
        ),
        (
            "   name        mrn\n0  Ann Poe  8812091\n1  Jo March  8812092\n",
            "MEDICAL_RECORD_NUMBER",
            ["8812091", "8812092"],
        ),
        ('<driverLicense state="CA">D0450660</driverLicense>', "US_DRIVER_LICENSE", ["D0450660"]),
    ],
    ids=["insert", "copy", "frame", "attribute"],
)
def test_columns_of_statements_and_frames(found: Found, text: str, kind: str, values: list[str]) -> None:
    assert [value for one, value in found(text) if one == kind] == values


def test_columns_of_a_table_of_persons(found: Found) -> None:
    text = "Emp No,Full Name,E-mail,City\n00417,Amina Osei,amina@osei.io,Accra\n00418,Jan de Boer,jan@boer.nl,Delft\n"
    kinds = [kind for kind, _ in found(text)]
    assert kinds == ["EMPLOYEE_ID", "PERSON", "EMAIL_ADDRESS", "LOCATION"] * 2


@pytest.mark.parametrize(
    "text",
    [
        "name,price,city\nhammer,12,Bonn\nsaw,14,Kiel\n",
        "{'employee_id': 4, 'customer_id': 12}",
        "SELECT customer_no, policy_no FROM accounts WHERE employee_no > 100",
        "The case number is on the letter; the docket has 12 entries.",
    ],
)
def test_things_and_code_have_no_fields_of_persons(found: Found, text: str) -> None:
    assert found(text) == []


GOOD = """
family: small
shapes: {five: '\\d{5}'}
fields:
  - id: field-badge
    kind: EMPLOYEE_ID
    names: ["gate pass #"]
    value: 'G<five>'
    finds: ["gate pass no. «G40417»"]
    ignores: ["gate pass G40417", "gate pass no. 40417"]
"""

FAULTS = [
    ("«G40417»", "«H40417»", "finds example 1 fails"),
    ("<five>", "<six>", "no shape six"),
    ("'G<five>'", "'(G'", "shape of its values is wrong"),
    ('["gate pass #"]', '["Gate pass #"]', "must be lower case"),
    ('["gate pass #"]', "[]", "neither names nor heads"),
    ("kind: EMP", "kindly: EMP", "kind"),
    ("    value:", "    check: records.nothing\n    value:", "no check records.nothing"),
    ("family: small", "family: [", "no valid YAML"),
]


def test_a_good_field_loads() -> None:
    (one,) = lexicon.read_text(GOOD, "small.yaml")
    assert one.names == ("gate pass #",)


@pytest.mark.parametrize(("old", "new", "what"), FAULTS)
def test_a_wrong_field_does_not_load_and_says_why(old: str, new: str, what: str) -> None:
    assert old in GOOD
    with pytest.raises(DetectorFault, match=r"small\.yaml") as caught:
        lexicon.read_text(GOOD.replace(old, new), "small.yaml")
    assert what in str(caught.value)


def test_ids_are_used_once(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(GOOD, encoding="utf-8")
    with pytest.raises(DetectorFault, match="used twice"):
        lexicon.read(tmp_path)


def test_no_field_has_the_id_of_a_rule(scanner: Scanner) -> None:
    rules = {detector.id for detector in scanner._detectors}
    fields = [
        one.id
        for file in FIELDS.glob("*.yaml")
        for one in lexicon.read_text(file.read_text("utf-8"), file.name)
    ]
    assert len(fields) > 30
    assert rules.isdisjoint(fields)


def test_the_table_of_keys_names_exactly_the_keys_of_a_field() -> None:
    readme = (Path(rulebook.__file__).parent / "README.md").read_text(encoding="utf-8")
    table = readme.split("| Key | Meaning |")[1].split("\n\n")[0]
    named = {
        key
        for cell in re.findall(r"^\| ([^|]+) \|", table, re.MULTILINE)
        for key in re.findall(r"`(\w+)`", cell)
    }
    assert named == set(FieldData.model_fields)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("Versicherungssch.-Nr. 70.114.882-3 bitte", "CUSTOMER_ID", "70.114.882-3"),
        ("nº afil. 287387100318; tfno.", "HEALTH_PLAN_ID", "287387100318"),
        ("Führersch.: B072RRE2I55", "DRIVER_LICENSE", "B072RRE2I55"),
    ],
)
def test_a_name_may_be_cut_short(found: Found, text: str, kind: str, value: str) -> None:
    assert (kind, value) in found(text)


@pytest.mark.parametrize(
    "text",
    ["He signed the contr 4471 8820 and left", "we met in the mat. 4471882 people came", "matric 48213"],
)
def test_only_a_full_stop_with_a_word_for_number_cuts_a_name(found: Found, text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ('Patient.builder().mrn("RXH582691").build()', "MEDICAL_RECORD_NUMBER", "RXH582691"),
        ("| National ID      | 10038514399          |", "NATIONAL_ID", "10038514399"),
        ("cells 214-743-7001 / 214-894-5238", "PHONE_NUMBER", "214-894-5238"),
        ('owner.setMrn("RXH582691");', "MEDICAL_RECORD_NUMBER", "RXH582691"),
        ("<b>MRN</b>: RXH582691<br>", "MEDICAL_RECORD_NUMBER", "RXH582691"),
        ('<f name="MRN" value="RXH582691"/>', "MEDICAL_RECORD_NUMBER", "RXH582691"),
        ("\\textbf{MRN}: RXH582691", "MEDICAL_RECORD_NUMBER", "RXH582691"),
        ("the MRN should be RXH582691 not the other", "MEDICAL_RECORD_NUMBER", "RXH582691"),
        ("she gave RXH582691 (MRN) today", "MEDICAL_RECORD_NUMBER", "RXH582691"),
        ('{"Polizza n.": "93286158"}', "CUSTOMER_ID", "93286158"),
        (
            "[12.03.26, 18:25] Ich: und das Geburtsdatum von Opa?\n[12.03.26, 18:26] Mama: 17.06.1944, ja",
            "DATE_OF_BIRTH",
            "17.06.1944",
        ),
    ],
    ids=[
        "builder",
        "padded cell",
        "two with a stroke",
        "setter",
        "markup",
        "attributes",
        "typeset",
        "correction",
        "in brackets behind",
        "n.",
        "answer",
    ],
)
def test_values_stand_behind_their_names_in_many_ways(found: Found, text: str, kind: str, value: str) -> None:
    assert (kind, value) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "What is your chart number?\n4471902\nWhen did it begin?\nTuesday",
        "What is your chart number? 4471902",
        "Clerk: What is your chart number, please?\nCaller: 4471902",
        "Q: Chart number\nA: 4471902",
        "They asked for my chart number, it's 4471902, can you write the mail?",
        "Sie fragten nach der Patientennummer, das ist 4471902, bitte antworte.",
        "Wie lautet Ihre Patientennummer?\n4471902",
        "Quel est votre numéro de patient ?\n4471902",
        "Vous demandiez le numéro patient, c'est le 4471902, merci",
        "¿Cuál es su número de paciente?\n4471902",
        "Qual è il suo numero paziente?\n4471902",
        "Jaki jest pani numer pacjenta?\n4471902",
        "Ze vroegen mijn patiëntnummer, dat is 4471902",
        "4471902 is my chart number, they keep asking",
        "4471902 is the chart number she gave us",
        "4471902 - that's my chart number",
        "4471902 als Patientennummer eintragen",
        "4471902 è il mio numero paziente",
        "I wrote down 4471902 for her chart number, put it in",
        "please look at 4471902 (numéro patient), two bills",
        "The chart number was given as 4471902, three weeks ago",
        "the chart number you asked for is: 4471902",
        "the chart number they have on file, 4471902, is wrong",
        "le numéro patient qu'elle m'a donné est 4471902",
        "die Patientennummer, die Sie mir gaben, ist 4471902",
        "For the chart number use 4471902 please",
        "chart number of the boy according to the scanned form: 4471902",
        "chart number Northgate 4471902, ward 4",
        "I need your chart number.\n4471902\nThanks",
        "meine Patientennummer? Moment ... 4471902",
        "Q. Your chart number?\nA. 4471902",
        "Qual é o número do seu paciente?\n4471902",
        "Die Patientennummer, also 4471902, stimmt nicht",
        "le numéro patient, soit 4471902, manque",
        "4471902 lautet meine Patientennummer",
        "4471902 è il numero paziente della signora",
        "4471902 (mon numéro patient)",
        "4471902, chart number of the boy next door",
        "ich habe 4471902 als Patientennummer angegeben",
        "The chart number starts with a four and is 4471902",
        "The chart number printed on the letter is 4471902",
        "The chart number my clinic has, 4471902, is wrong",
        "chart number: old 4471903, new 4471902",
        "the chart number is either 4471902 or 4471903",
    ],
)
def test_a_value_is_found_however_a_sentence_says_it(found: Found, text: str) -> None:
    assert ("MEDICAL_RECORD_NUMBER", "4471902") in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Chart number;4471902\nContract;Power",
        '"chart number","4471902"',
        '<label for="e">Chart number</label><input id="e" value="4471902">',
        "- Chart number\n  - 4471902\n- Ward\n  - 4",
        '[{"question":"chart number"},{"answer":"4471902"}]',
        '{"id_patient": "4471902"}',
        "cislo_pacienta=4471902\nnr_pacjenta=4471902",
        '<input type="hidden" name="chart_no" data-x="1" value="4471902">',
        '{"name":"chartNumber","type":"string","value":"4471902"}',
        "SELECT * FROM p WHERE chart_no IN ('4471902')",
        "Chart number\n------------\n4471902",
        "Chart number →4471902",
    ],
    ids=lambda text: text[:16],
)
def test_a_value_is_found_in_the_same_row_or_the_next_tag(found: Found, text: str) -> None:
    assert ("MEDICAL_RECORD_NUMBER", "4471902") in found(text)


def test_a_number_that_changed_is_found_as_it_was_and_as_it_is(found: Found) -> None:
    text = "my chart number changed from 4471902 to 4471903, both get mails"
    assert [value for _, value in found(text)] == ["4471902", "4471903"]


def test_columns_of_fixed_width_may_be_full_or_empty(found: Found) -> None:
    table = (
        "NAME                 DOB         MRN       PHONE\n"
        "ABERNATHY, CORA      06/20/1951  0896745   234-528-6123\n"
        "FONTAINE, MARGUERITE 07/21/1952  0896746   234-528-6124\n"
        "DELACRUZ, EMILIO                 0896747   234-528-6125\n"
    )
    assert {"0896746", "0896747"} <= {
        value for kind, value in found(table) if kind == "MEDICAL_RECORD_NUMBER"
    }
    assert ("DATE_OF_BIRTH", "07/21/1952") in found(table)


_SSNS = [f"{area}-22-8471".replace("-", "") for area in range(536, 548)]


def test_the_end_of_an_element_names_nothing(found: Found) -> None:
    text = "<BirthDate>1986-05-14</BirthDate>\n  <HireDate>2026-11-02</HireDate>"
    assert found(text) == [("DATE_OF_BIRTH", "1986-05-14")]


@pytest.mark.parametrize(
    "joint", [", ", "\n", "\n- ", "\n7. ", '", "'], ids=["commas", "lines", "bullets", "numbers", "quotes"]
)
@pytest.mark.parametrize("label", ["SSNs", "Passport numbers"])
def test_a_list_is_read_to_its_end(found: Found, label: str, joint: str) -> None:
    start = joint[-1] if '"' in joint else joint.lstrip(",")
    text = f"Check these {label}: {start}{joint.join(_SSNS)}\nwhich of them are valid?"
    assert set(_SSNS) <= {value for _, value in found(text)}


@pytest.mark.parametrize("head", ["ssn", "SSN_NBR", "cust_ssn", "Social Security No"])
def test_a_column_of_checked_numbers_is_read_to_its_end(found: Found, head: str) -> None:
    rows = "".join(f"{at},part {at},{number}\n" for at, number in enumerate(_SSNS))
    assert set(_SSNS) <= {value for _, value in found(f"id,item,{head}\n{rows}")}
