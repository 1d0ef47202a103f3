"""What the descriptions of the parts of the verifier's API have in common."""

from flask_babel import lazy_gettext as _l

from schemas.documents import JsonObject
from web.openapi import refused

NO_KEY = refused(_l("Er is geen goede sleutel meegestuurd."))  # 401

# Of a document as a whole: only a check by itself is ever skipped.
OUTCOME: JsonObject = {"enum": ["passed", "warning", "failed", "indeterminate"]}
