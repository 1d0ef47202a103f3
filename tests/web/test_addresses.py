"""Where a redirect may go (WB-16), and what never comes in with an address."""

import pytest
from flask import Flask, request

from web.addresses import own_path


@pytest.mark.parametrize(
    "candidate",
    [
        None,
        "",
        "https://evil.nl",
        "//evil.nl",
        "///evil.nl",
        "/\\evil.nl",
        "\\\\evil.nl",
        "/a\\b",
        "/\t/evil.nl",
        "/\n/evil.nl",
        " /evil",
        "evil.nl",
        "javascript:alert(1)",
        "https:evil.nl",
    ],
)
def test_an_address_elsewhere_gives_the_default(candidate: str | None) -> None:
    assert own_path(candidate, default="/home") == "/home"


@pytest.mark.parametrize("candidate", ["/", "/wallet/items?x=1#y", "/a//b", "/http://still-a-path"])
def test_a_path_of_our_own_is_kept(candidate: str) -> None:
    assert own_path(candidate, default="/home") == candidate


def test_a_null_character_in_an_address_reaches_nobody(app: Flask) -> None:
    seen = []
    app.before_request(lambda: seen.append((request.path, request.args.to_dict(flat=False))))
    app.test_client().get("/sample/s/a%00b?words=%00&%00x=%2500&words=y")

    assert seen == [("/sample/s/a\ufffdb", {"words": ["\ufffd", "y"], "\ufffdx": ["%00"]})]
