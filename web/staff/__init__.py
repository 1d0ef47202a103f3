"""The staff console: who works somewhere, how they sign in, and which systems of theirs have a key.

Issuer and verifier each have one. What is the same stands here, once; an actor supplies its tables, roles
and words ([ADR 48](../../docs/adr/0048-one-staff-console.md)). From the bottom up:

- `tables`, `trail`: the columns of an actor's tables, and how what happens is noted
- `accounts`, `signing_in`, `api_keys`: the services over those tables
- `console`: what an actor supplies, and who its visitor is; `people`, `own_account`, `key_pages`,
  `entrance`: the pages
- `words`, `templates/`, `translations/`: what they say, in Dutch and English
"""

from pathlib import Path

STAFF_CATALOGUE = Path(__file__).parent / "translations"
