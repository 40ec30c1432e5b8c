"""Words with hyphens: what people say of a password, and what they choose as one."""

import pytest

from classifiers.checks.joined import is_said

_SAID = """
case-insensitive base64-encoded upper-case pop-up right-click Multi-Factor tamper-proof trial-and-error user-supplied
haus-intern Login-Maske Passwort-Feld Reset-Link Zwei-Faktor system-weit vor-eingestellt sowohl-als-auch firmen-weit
pré-rempli peut-être est-à-dire tout-en-un faut-il celle-là ultra-simple anti-vol sous-estimé est-il multi-postes
ultra-segura anti-robo auto-generada così-così usa-e-getta multi-utente twee-staps kant-en-klaar hard-gecodeerd
encontra-se deve-se não-segura recém-criada sensível-a-maiúsculas nie-aktualne jedno-razowe pseudo-losowe
"""
_CHOSEN = """
amber-falcon garten-zaun copper-otter-lamp sallow-moth puffin-island galette-saucisse crepe-sarrasin chew-on-this
toffee-Hammer pixel-Pusher demo-Dumpling tattie-scone-square molen-wiek-meel herbatka-z-miodem bujia-y-biela
Maikäfer-flieg velvet-thunder Mond-Ziege-Kelch citron-lune-velours seven-otters-in-a-canoe admin-Kiwi77 winter2024-safe
Tulip-Garden7 falcon
"""


@pytest.mark.parametrize("word", _SAID.split())
def test_knows_what_is_said(word: str) -> None:
    assert is_said(word)


@pytest.mark.parametrize("word", _CHOSEN.split())
def test_leaves_what_is_chosen(word: str) -> None:
    assert not is_said(word)
