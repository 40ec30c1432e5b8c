"""How does it meet the wire? Services, inspection, enforcement, the vault, the CA, the edge and the command line."""
