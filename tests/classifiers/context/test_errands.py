"""Numbers of what a firm does for somebody are that customer's; models, standards and years beside a name are not."""

from collections.abc import Callable

import pytest

type Found = Callable[[str], list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Mrs Ruth Callaway is chasing job KT-2208 again", "KT-2208"),
        ('{"order":"QX-2024-004417","customer":{"name":"Ruairi Duggan"}}', "QX-2024-004417"),
        ("cop report E 88204417, neighbour Keith Sandringham moved the fence", "E 88204417"),
        ("Kundin Mechthild Raabe fragt nach Paket 00340434292135100148", "00340434292135100148"),
        ("commande CMD-88214 de Mme Ginette Laforgue, réponds-lui", "CMD-88214"),
        ("pedido PD-44718 de Remedios Azcona sin entregar", "PD-44718"),
        ("ordine OR-55201 della signora Ersilia Tomasoni mai arrivato", "OR-55201"),
        ("bestelling BE-77120 van mevrouw Wiepkje Haanstra is kapot", "BE-77120"),
        ("paczka 620044718820017734512094 do Bożydara Kluska zaginęła", "620044718820017734512094"),
    ],
    ids=["job", "json", "report", "parcel", "french", "spanish", "italian", "dutch", "polish"],
)
def test_finds_the_number_beside_somebody(found: Found, text: str, value: str) -> None:
    assert ("CUSTOMER_ID", value) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Anna Kowalczyk wants to order LMP-2010 desk lamps",
        "Milan Wachter says ticket LF-2291 blocks the release, closes #1123",
        "Helen Marsh asked about report 2024-12, reference ISO-27001 and the parte 12/2024",
        "Tom Baker: returns 2019-2020 fell, orders of the A-320 rose, order F-150",
        "Harriet Voss asks about quote Q-20418, ticket #48213 and Angebot 2026-0911, tracking "
        + "1Z999AA1"
        + "0123456784",
        "The job runs every night as KT-2208. How do I make it retry?",
    ],
    ids=["verb", "list of bugs", "years and standards", "models", "offers and tickets", "nobody near"],
)
def test_leaves_models_standards_and_years(found_untaught: Found, text: str) -> None:
    assert "CUSTOMER_ID" not in {kind for kind, _ in found_untaught(text)}
