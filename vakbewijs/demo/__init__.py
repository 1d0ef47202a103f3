"""The demo: three actors and a register keeper behind one local address, with fictional people in them.

- `addresses`: where each party lives under the demo's address, and their settings.
- `world`: the fictional institutions, their staff, and the people who hold a wallet. Data only.
- `certificates`: what those people were awarded. Data only.
- `register`, `issuing`, `wallets`, `cases`: fill the register, the issuer, the wallets, the bad cases.
- `site`: the start page, the mounted applications and the server.
- `command`: `vakbewijs demo`.
"""
