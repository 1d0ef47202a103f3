"""Where a redirect may go (WB-16)."""

import pytest

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
