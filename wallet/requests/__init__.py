"""Answering an organisation that asks for certificates (docs/adr/0045).

`links` reads what she opened, `askers` asks the organisation's verifier over HTTP, `carrying` keeps the link
while she signs in, `fitting` says what of hers fits, `replies` keeps her answer in the making and what became
of it, `sending` signs and sends it.
"""
