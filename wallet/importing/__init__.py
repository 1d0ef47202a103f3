"""Coming in from another wallet: the ZIP that `wallet.export` made, read as a stranger's file.

Nothing in it is believed because it is there. `bundle` reads within bounds; `restoring` leads each part
through the door that it would have come in by: certificates are judged again, files are recognised again,
items are asked what their pages ask, and what others wrote comes in as brought along (ADR 38).
"""
