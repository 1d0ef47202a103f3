"""Writing an item as Samira would: page after page."""

import re

from tests.wallet.browser import Browser, hidden_fields, path_of

WORK = {
    "title": {"answer": "Hulp in de thuiszorg"},
    "place": {"answer": "Zorggroep De Linde"},
    "since": {"month": "3", "year": "2019"},
    "until": {"month": "", "year": "2024", "is_ongoing": ""},
    "did": {"answer": "Ik hielp mensen met wassen."},
}
STORY = {
    "title": {"answer": "Mevrouw eet weer"},
    "place": {"answer": ""},
    "since": {"month": "", "year": "2022"},
    "situation": {"answer": "Een mevrouw wilde niet eten."},
    "task": {"answer": "Zorgen dat zij weer at."},
    "action": {"answer": "Ik vroeg haar dochter."},
    "result": {"answer": "Zij at weer."},
    "reflection": {"answer": ""},
}


def begins(person: Browser, kind: str = "work") -> str:
    """Begin an item, and return its id."""
    page = person.open("/portfolio/items/add").text
    following = path_of(person.send("/portfolio/items/add", {**hidden_fields(page), "kind": kind}))
    return following.split("/")[3]


def writes(
    person: Browser, kind: str = "work", answers: dict[str, dict[str, str]] | None = None, **changed: str
) -> str:
    """Answer every question, and return the id of the item; `changed` are other answers in text."""
    item_id = begins(person, kind)
    given = answers or (STORY if kind == "story" else WORK)
    path = f"/portfolio/items/{item_id}/go-on"
    for _ in range(len(given) + 1):
        path = path_of(person.open(path)) if path.endswith("go-on") else path
        question = re.fullmatch(rf"/portfolio/items/{item_id}/answer/(\w+)", path)
        if question is None:
            break
        name = question[1]
        fields = {"answer": changed[name]} if name in changed else given[name]
        path = path_of(person.send(path, fields))
    assert path == f"/portfolio/items/{item_id}"
    return item_id
