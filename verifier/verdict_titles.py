"""What each check looks at, as a heading that fits every outcome: a noun, never a claim."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

CHECK_TITLES: Mapping[str, LazyString] = {
    "structure": _l("Vorm van het document"),
    "proof": _l("Handtekening"),
    "key": _l("Wie ondertekende"),
    "issuer": _l("Erkenning van de uitgever"),
    "validity": _l("Geldigheid"),
    "status": _l("Intrekking"),
    "schema": _l("Volledigheid"),
    "binding": _l("Van wie het is"),
    "evidence": _l("Onderliggende stukken"),
    "freshness": _l("Waarvoor het is gedeeld"),
}
