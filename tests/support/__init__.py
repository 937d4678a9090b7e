"""What the tests share: small packs, a plain reference model, and random packs."""
