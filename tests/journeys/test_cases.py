"""The example documents of the demo: each gets the verdict that it should, at every front door."""

import json

import pytest
from click.testing import CliRunner

from tests.journeys.demo import RunningDemo
from vakbewijs.cli import main
from vakbewijs.demo.cases import TITLES, Case, read_cases
from vakbewijs.demo.seeding import cases_folder


def _case(demo: RunningDemo, name: str) -> tuple[Case, bytes]:
    folder = cases_folder(demo.addresses.home)
    case = next(case for case in read_cases(folder) if case.name == name)
    return case, (folder / case.file_name).read_bytes()


@pytest.mark.parametrize("name", TITLES)
def test_the_api_finds_what_is_right_or_wrong_with_an_example(demo: RunningDemo, name: str) -> None:
    case, document = _case(demo, name)

    response = demo.site.verifier.test_client().post(
        "/api/v1/verify",
        data=document,
        content_type="application/json",
        base_url=demo.addresses.verifier,
    )

    assert response.status_code == 200, response.text
    report = response.get_json()
    checks = {check["name"]: check["code"] for check in report["credentials"][0]["checks"]}
    assert (report["outcome"], checks[case.check]) == (case.outcome, case.code), json.dumps(report, indent=1)


@pytest.mark.parametrize("name", TITLES)
def test_the_page_says_what_the_api_says_about_an_example(demo: RunningDemo, name: str) -> None:
    _, document = _case(demo, name)
    client = demo.site.verifier.test_client()
    base = demo.addresses.verifier
    report = client.post(
        "/api/v1/verify", data=document, content_type="application/json", base_url=base
    ).get_json()

    shown = client.post(
        "/",
        data={"document": document.decode()},
        base_url=base,
        headers={"Sec-Fetch-Site": "same-origin"},
        follow_redirects=True,
    )

    assert shown.status_code == 200, shown.text
    assert report["verdict"]["professional"] in shown.text


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("erkenning-later-vervallen", "Dat de erkenning later eindigde, verandert dit bewijs niet."),
        ("assessor-is-begeleider", "De assessor A-17 is ook de begeleider; dat mag niet."),
        ("voor-de-opleiding-bestond", "Dit document is ouder dan opleiding 25342"),
        ("niet-erkend-voor-standaard", "was hiervoor niet erkend op 15 januari 2026."),
    ],
)
def test_the_reason_for_a_verdict_stands_in_its_box(demo: RunningDemo, name: str, reason: str) -> None:
    _, document = _case(demo, name)

    shown = demo.site.verifier.test_client().post(
        "/",
        data={"document": document.decode()},
        base_url=demo.addresses.verifier,
        headers={"Sec-Fetch-Site": "same-origin"},
        follow_redirects=True,
    )

    assert reason in shown.text[shown.text.index("<h1") : shown.text.index("<h2")]


@pytest.mark.parametrize("name", ["een-letter-veranderd"])
def test_after_a_failed_proof_nothing_of_the_content_is_shown(demo: RunningDemo, name: str) -> None:
    _, document = _case(demo, name)

    shown = demo.site.verifier.test_client().post(
        "/",
        data={"document": document.decode()},
        base_url=demo.addresses.verifier,
        headers={"Sec-Fetch-Site": "same-origin"},
        follow_redirects=True,
    )

    assert "Samira" not in shown.text
    assert "Helpende" not in shown.text


def test_an_expired_link_says_that_the_link_ended_not_the_certificate(demo: RunningDemo) -> None:
    path = demo.seeded.expired_share.removeprefix(demo.addresses.wallet)

    response = demo.site.wallet.test_client().get(path, base_url=demo.addresses.wallet)

    assert response.status_code == 410
    assert "Deze link is verlopen" in response.text


def test_the_command_line_lists_its_doors() -> None:
    result = CliRunner().invoke(main, ["verify", "--help"])

    assert result.exit_code == 0
    assert "--trust" in result.output
