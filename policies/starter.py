"""The policy file of a new client: safe defaults, with the choices explained."""

import json
from collections.abc import Sequence

_FILE = """\
# The policy of one client.
#   promptward policy check    is it well formed, and can every rule have an effect?
#   promptward policy test     do the examples below come out as expected?
#   promptward policy show     what happens with which data, in one table

client: {client}
name: {name}

# enforce: decisions apply.  observe: everything passes and is recorded, but credentials are still blocked.
mode: enforce

# Where the rules come from. Packs and rules only ever tighten: the strictest wins.
packs: [baseline]

# Whose requests are these? Source networks, if staff do not sign in to the proxy by name.
networks: {networks}

# What cannot be read (images, unknown formats): block, hold or allow.
opaque: block

# What services answer.  record: counted when it was shown.  mask: held, and credentials are taken out.  off: not read.
answers: record

# Words that may not leave without a person's approval: project names, code names, a secret recipe.
#words: [Project Nightjar, Falkenberg deal]

# Rules of this client, on top of the packs.
#rules:
#  - id: no-cards
#    classes: pci.pan              # promptward policy packs  lists the classes
#    services: "*"                 # or [openai_api, claude]
#    confidence: high              # low, medium, high or 0 to 100
#    action: block                 # allow, redact, coach, hold or block
#    because: Card numbers may not go to any AI service, not even as a placeholder.
#    instead: Use one of the payment provider's test cards.
#  - id: lists-of-people
#    classes: [pii.record, fin.npi, phi.record]
#    at_least: 10                  # different records in one request
#    action: hold

# The one way to allow more than a pack does; it is named in every record that it touches.
#exceptions:
#  - id: mail-to-own-model
#    classes: pii.contact
#    services: [extra]             # the hosts of extra_hosts in settings.yaml
#    action: allow
#    because: This model runs on our own machine.

# Proof that the policy does what it should.
examples:
  - text: Please make this sentence shorter.
    expect: allow
  - text: Write a friendly reply to jane.doe@example.com
    expect: redact
    rule: baseline/personal
"""


def client_file(client: str, name: str, networks: Sequence[str] = ()) -> str:
    """The text of a new client's policy file."""
    return _FILE.format(
        client=client,
        name=json.dumps(name, ensure_ascii=False),
        networks=json.dumps(list(networks)),
    )


STARTER_CLIENT = client_file("default", "Default client")
