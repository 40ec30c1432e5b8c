"""Code says whose it is by a notice; code without one, and open code, are no finding."""

from collections.abc import Callable

import pytest

from classifiers.context.code import CodeDetector
from classifiers.passage import Passage
from tests.cost import grows_linearly

CODE = (
    "import os\n\n\ndef run(path: str) -> int:\n    return os.stat(path).st_size\n\n\nclass Job:\n    pass\n"
)


def found(text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in CodeDetector().find(Passage(text))]


NOTICES = [
    "# Copyright (c) 2025 Kestrel Freight Ltd. All rights reserved.",
    "# Copyright (c) 2019-2025 Morgan Stanley. All rights reserved.",
    "# Copyright (c) 2025 Martin Logistics. All rights reserved.",
    "// PROPRIETARY AND CONFIDENTIAL",
    " * This software is proprietary to Kestrel Freight.",
    "-- Unpublished work. Copyright Kestrel. All rights reserved",
    "# SPDX-License-Identifier: LicenseRef-Proprietary",
    "/* Internal use only",
    "// CONFIDENTIAL - contains what Kestrel Freight Ltd. keeps for itself",
    "/* (c) 2026 Kestrel Freight GmbH. All rights reserved. */",
    "# Copyright 2024 Kestrel Re Ltd. Confidential and proprietary.",
    "# Unauthorized copying of this file, via any medium, is strictly prohibited",
    "/* Copyright (c) 2026 Kestrel GmbH. Alle Rechte vorbehalten. */",
    "' Eigentum der Kestrel GmbH. Nur für internen Gebrauch",
    "; Copyright 2026 Kestrel SA. Tous droits réservés.",
    "(* Propiedad exclusiva de Kestrel SL *)",
    "-- (c) Kestrel Srl. Tutti i diritti riservati.",
    "% Alleen voor intern gebruik",
    "<!-- Copyright Kestrel Lda. Todos os direitos reservados. -->",
    "{ Copyright 2026 Kestrel sp. z o.o. Wszelkie prawa zastrzeżone. }",
    '"""Claims.\n\nCopyright 2026 Kestrel Mutual. All rights reserved.\n"""',
    "{****\n  (c) Kestrel GmbH 2008\n  Alle Rechte vorbehalten.\n****}",
    # What limits its use stands behind whose it is, in the same comment.
    "# (c) 2026 Kestrel Ltd - for internal use only\n# Not for third parties",
    "# Copyright 2026 Kestrel Ltd\n# Trade secret. Not for release outside the company.",
    "/*\n * Copyright (C) 2026 Kestrel Inc.\n * It may not be disclosed.\n */",
    "-- Property of Kestrel plc. Do not distribute.",
    "/* NOT FOR EXTERNAL DISTRIBUTION - Kestrel Ltd */",
    "      * LICENSED MATERIAL - PROPERTY OF KESTREL.",
    "# Do not share outside the company",
    "# License: proprietary",
    "// Dieser Code ist vertraulich.",
    "// Dieser Quellcode ist Eigentum der Kestrel GmbH",
    "# Geschäftsgeheimnis der Kestrel GmbH",
    "/**\n * Code source propriétaire de la société Kestrel SAS.\n */",
    "# (c) 2026 Kestrel SL - uso interno exclusivo",
    "// Código propietario. Prohibida su reproducción.",
    "/* © 2026 Kestrel S.p.A.\n   Riproduzione vietata senza consenso. */",
    "// Deze broncode is eigendom van Kestrel BV.",
    "# Código-fonte confidencial da Kestrel Lda",
    "# Kod źródłowy jest własnością firmy Kestrel sp. z o.o.",
    # In blocks, and by owners without a legal form.
    '"""Quotes.\n\nThis is the trade secret of Kestrel Mutual, Inc.\nBe careful.\n"""',
    '"""Quotes.\n\nConfidential. Belongs to Kestrel Ltd.\n"""',
    "'''\nTrade secret - Kestrel Corp.\n'''",
    "-- (c) Kestrel Pharmacy Group. Internal, not for redistribution.",
    "/*\n  (C) Kestrel Shipping. Company internal.\n*/",
    "/**\n * For internal use at Kestrel Payments only.\n */",
    "// Dieses Programm ist Eigentum der Firma Kestrel.",
    "// Ce programme est la propriété d'Ardoise SAS.",
    "/* Nur zur internen Verwendung bei der Kestrel GmbH. */",
]


@pytest.mark.parametrize("notice", NOTICES)
def test_a_notice_counts_in_code_and_not_alone(notice: str) -> None:
    assert len(found(f"{notice}\n{CODE}")) == 1
    assert found(f"{notice}\nWhat does this line mean in a file?") == []


@pytest.mark.parametrize(
    "text",
    [
        CODE * 40,
        f"# Copyright (c) 2020 A. All rights reserved.\n# Licensed under the Apache License, Version 2.0\n{CODE}",
        f"# Copyright 2001 B. All rights reserved.\n# Permission to use, copy, modify is hereby granted\n{CODE}",
        f"# Copyright 2001 C. See LICENSE.\n{CODE}",
        f"// Copyright © 2015 Jane Roe. All rights reserved.\n{CODE}",
        f"// Copyright (c) 2012 - present, Jane Q. Roe. All rights reserved.\n{CODE}",
        f"// Copyright (c) 2012, D\n// All rights reserved.\n// For the license information refer to d.h.\n{CODE}",
        f"// Copyright 2014 D. All rights reserved.\n// Use of this is governed by a MIT style\n// license\n{CODE}",
        f"// Copyright © 2016 Shelf Team. All rights reserved.\n{CODE}",
        f"print('all rights reserved')\n{CODE}",
        f"// Copyright 2014 The D. All rights reserved.\n// Subject to the Mozilla Public\n// License, v. 2.0.\n{CODE}",
        f"{CODE}\n        // Internal use only.\n",
        f"# the property of the object\n{CODE}",
        f"// propriété de l'objet\n{CODE}",
        f"// Confidential clients of OAuth keep a key\n{CODE}",
        f"# CONFIDENTIAL = 2\n{CODE}",
        f"// TODO: handle unauthorized use\n{CODE}",
        f"# Copyright 2024 Kestrel Ltd\n{CODE}",
        f"// internal use only in tests\n{CODE}",
        f"# a trade secret of good sorting\n{CODE}",
        f"# do not share this connection between threads\n{CODE}",
        f"# must not leave the loop early\n{CODE}",
        f'"""Do not share this object outside the thread."""\n{CODE}',
        f"# do not distribute the load; only internal\n{CODE}",
        f'"""Property of the row, not for the head."""\n{CODE}',
        f'"""Return the confidential rows of Kestrel."""\n{CODE}',
        f"/* internal use: cache */\n{CODE}",
        f"# for employees only the base rate applies\n{CODE}",
        f"// eigendom van de auto\n{CODE}",
        f"# Eigentum wird hier nicht geprüft\n{CODE}",
        f"# Copyright 2026 Kestrel Ltd\nsecret = proprietary = None\n{CODE}",
        f"<footer>\n  © 2026 Kestrel Ltd. All rights reserved.\n</footer>\n{CODE}",
        f"foot = [\n    'Copyright 2026 Kestrel. All rights reserved.',\n]\n{CODE}",
    ],
)
def test_open_code_and_code_without_a_notice_stay_silent(text: str) -> None:
    assert found(text) == []


def test_more_code_scores_higher() -> None:
    def score(times: int) -> float:
        (hit,) = CodeDetector().find(Passage(NOTICES[0] + "\n" + CODE * times))
        return hit.score

    assert score(1) < score(10) < score(100)


def test_too_many_notices_are_never_clean(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("classifiers.context.code.MOST_NOTICES", 3)
    passage = Passage((NOTICES[0] + "\n" + CODE) * 9)
    list(CodeDetector().find(passage))
    assert not passage.complete


@pytest.mark.parametrize(
    "piece", ["# ", "# copyright ", "# copyright\n", "{\n", "# proprietary \n", "licensed "]
)
def test_hostile_texts_cost_what_their_length_does(piece: str) -> None:
    def judged(size: int) -> Callable[[], object]:
        text = (f"# all rights reserved\n{CODE}" + piece * size)[:size]
        return lambda: list(CodeDetector().find(Passage(text)))

    assert grows_linearly(judged, 10_000)
