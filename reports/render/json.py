"""A report as JSON, for scripts. Names and structure only ever grow."""

import json

from reports.page import Page


def render(page: Page) -> str:
    """One object: what the report is about, its figures by id, its tables as lists of objects."""
    return json.dumps(
        {
            "report": page.id,
            "title": page.title,
            "client": {"id": page.client, "name": page.client_name},
            "period": {
                "from": page.period.start.isoformat(),
                "to": page.period.end.isoformat(),
                "zone": page.period.zone,
            },
            "generated": page.generated,
            "summary": page.summary,
            "notes": page.notes,
            "figures": {
                figure.id: {
                    "label": figure.label,
                    "value": figure.value,
                    "unit": figure.unit.value,
                    "definition": figure.definition,
                }
                for figure in page.figures
            },
            "tables": {
                table.id: {
                    "title": table.title,
                    "definition": table.definition,
                    "rows": [
                        dict(zip((column.id for column in table.columns), row, strict=True))
                        for row in table.rows
                    ],
                }
                for table in page.tables
            },
            "ledger": {
                "size": page.proof.size,
                "root": page.proof.root,
                "verify": page.proof.command,
            },
        },
        indent=2,
        ensure_ascii=False,
    )
