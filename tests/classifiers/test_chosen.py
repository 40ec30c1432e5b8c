"""What looks like a chosen password, and how surely."""

import pytest

from classifiers.checks.chosen import LIKELY, PLAIN, SURE, grade, opens


@pytest.mark.parametrize(
    ("looks", "values"),
    [
        (
            SURE,
            [
                "Badger!Sett7",
                "gr33nT0mato",
                "m4nz4n1lla",
                "Tr0ut&Salm0n_88",
                "Kookaburra#3rdGum",
                "Drucker!Raum2",
            ],
        ),
        (
            LIKELY,
            [
                "Pelican44",
                "nbn-4471-lily",
                "wiki4ever",
                "precio*aceite",
                "8QX47T",
                "hedge.hog.1",
                "orchid.Falls9",
            ],
        ),
        (PLAIN, ["aceitunas_verdes", "seven-otters-in-a-canoe", "bottebotte", "amber-falcon", "garten-zaun"]),
        (
            0,
            [
                *(
                    "INC-448120",
                    "KB5031455",
                    "3600s",
                    "10.4.0.1",
                    "nas02.acme.local",
                    "bob@acme24.io",
                    "settings.py",
                    "auth.Provider2",
                ),
                *(
                    "WPA3-Personal",
                    "Windows11",
                    "password",
                    "AutoModelForCausalLM",
                    "oauth2-server-1",
                    "--no-4ever",
                ),
                *("case-sensitive", "hard-coded", "well-known", "day-to-day", "company-wide", "server-side"),
                *(
                    "rsa-sha2-512",
                    "sk-ssh-ed25519",
                    "eu-west-3",
                    "wlp3s0",
                    "fetch.min.bytes=4096",
                ),
                *("hart-kodiert", "zeit-begrenzt", "sous-estimé", "bien-connu", "hard-gecodeerd"),
            ],
        ),
    ],
)
def test_grades_words(looks: int, values: list[str]) -> None:
    assert {value: grade(value) for value in values} == dict.fromkeys(values, looks)


def test_knows_what_a_keypad_takes() -> None:
    assert all(
        map(opens, ["4471", "72-19-55", "3 0 6 9", "#2244", "90812*", "771 204", "35A79", "C2580", "472"])
    )
    assert not any(map(opens, ["12", "45000", "4471-A", "1-2", "ABCD"]))
