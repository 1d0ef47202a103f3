"""What she brings as a PDF, a badge or a JWT, and a base proof that stays hers (ADR 27)."""

import io
from collections.abc import Callable

import pikepdf
import pytest
from flask import Flask

from schemas.documents import JsonObject, parse_object, serialize
from tests.carriers import pdf_with, png_with, svg_json, svg_with, text_chunk
from tests.ecosystem import DIPLOMA, ERVARINGSCERTIFICAAT, World
from tests.wallet.browser import BASE, Browser, path_of
from tests.wallet.leaving.world import brings
from verifier.judging import Judge
from verifier.policy import PRODUCT_POLICY
from web import pdf

SD = "ecdsa-sd-2023"


def base(world: World) -> JsonObject:
    return world.school.sign(world.school.prepare(DIPLOMA), cryptosuite=SD)


def shared_by(samira: Browser, app: Flask, document_id: str) -> JsonObject:
    """Return the presentation that whoever has the link gets."""
    token = samira.link_of(samira.shares(document_id)).rsplit("/", 1)[-1]
    answer = app.test_client().post(f"/s/{token}", base_url=BASE, headers={"Accept": "application/vp"})
    assert answer.status_code == 200, answer.text
    return parse_object(answer.data)


def judged(world: World, submitted: bytes | JsonObject) -> str:
    """Return what somebody finds who did not ask for it: nothing is expected of domain or challenge."""
    desk = Judge(
        policy=PRODUCT_POLICY,
        resolver=world.resolver,
        status_lists=world.status_lists,
        trust_lists=world.trust_lists,
    )
    return desk.judge(submitted, at=world.clock()).outcome


def test_what_was_changed_is_refused_in_every_carrier(samira: Browser, world: World) -> None:
    forged = serialize({**world.school.issue(DIPLOMA), "name": "Arts"})
    for content in (pdf_with(forged), png_with(text_chunk(forged)), svg_with(svg_json(forged))):
        page = brings(samira, content)
        assert page.status_code == 422
        assert "Dit bewijs klopt niet." in page.text
    assert "Hier komen je diploma" in samira.open("/documents").text


@pytest.mark.parametrize(
    "content",
    [
        pdf_with(),
        pdf_with(b"{}", password="x"),
        png_with(),
        svg_with(),
        b"%PDF-1.7",
        b"eyJhbGciOiJub25lIn0.e30.",
    ],
    ids=["an empty PDF", "a locked PDF", "a photo", "a drawing", "half a PDF", "a token of nobody"],
)
def test_a_file_without_a_certificate_is_refused(samira: Browser, content: bytes) -> None:
    page = brings(samira, content)
    assert page.status_code == 422
    assert "Dit is geen bewijs dat wij kunnen lezen." in page.text


def test_a_changed_jwt_is_refused(samira: Browser, world: World) -> None:
    head, payload, signature = world.school.issue_jwt(DIPLOMA).split(".")
    page = brings(samira, ".".join((head, payload, signature[::-1])).encode())
    assert page.status_code == 422


def test_every_certificate_in_a_pdf_is_judged_by_itself(samira: Browser, world: World) -> None:
    diploma = world.school.issue(DIPLOMA)
    parts = (diploma, world.evc_provider.issue(ERVARINGSCERTIFICAAT), {**diploma, "name": "Arts"})
    response = brings(samira, pdf_with(b"een brief", *map(serialize, parts)))
    assert path_of(response) == "/documents"
    page = samira.open("/documents").text
    assert "2 bewijzen bewaard." in page
    assert "1 bewijs klopt niet. Dat is niet bewaard." in page
    assert page.count("Arts") == 0


def as_png(signed: bytes) -> bytes:
    return png_with(text_chunk(signed))


def as_svg(signed: bytes) -> bytes:
    return svg_with(svg_json(signed))


@pytest.mark.parametrize("carry", [pdf_with, as_png, as_svg])
def test_the_signed_bytes_are_kept_and_not_what_carried_them(
    samira: Browser, world: World, carry: Callable[[bytes], bytes]
) -> None:
    signed = serialize(world.school.issue(DIPLOMA))
    document = path_of(brings(samira, carry(signed)))
    assert samira.open(f"{document}/original").data == signed
    assert path_of(brings(samira, signed)) == document
    assert "Je had dit bewijs al." in samira.open(document).text


def test_a_jwt_has_a_page_like_any_other_and_is_shared_in_its_envelope(
    app: Flask, samira: Browser, world: World
) -> None:
    token = world.school.issue_jwt(DIPLOMA)
    document = path_of(brings(samira, token.encode()))
    page = samira.open(document).text
    assert "Samira" in page
    assert samira.open(f"{document}/print").status_code == 200
    original = samira.open(f"{document}/original")
    assert (original.data, original.mimetype) == (token.encode(), "application/vc+jwt")
    assert samira.send(f"{document}/check").status_code == 303
    presentation = shared_by(samira, app, document.rsplit("/", 1)[-1])
    assert judged(world, presentation) in ("passed", "warning")
    (shown,) = presentation["verifiableCredential"]  # type: ignore[misc]
    assert shown["type"] == "EnvelopedVerifiableCredential"  # type: ignore[index,call-overload]


def test_a_base_proof_is_checked_by_what_can_be_derived_from_it(samira: Browser, world: World) -> None:
    genuine = base(world)
    document = path_of(brings(samira, serialize(genuine)))
    assert "Klopt niet" not in samira.open(document).text
    changed = brings(samira, serialize({**base(world), "name": "Arts"}))
    assert changed.status_code == 422
    proof = {**genuine["proof"], "proofValue": genuine["proof"]["proofValue"][:-6] + "AAAAAA"}  # type: ignore[index,dict-item,operator,call-overload]
    assert brings(samira, serialize({**genuine, "id": "urn:x", "proof": proof})).status_code == 422


def test_a_base_proof_stays_hers_and_others_get_a_derived_one(
    app: Flask, samira: Browser, world: World
) -> None:
    kept = serialize(base(world))
    document = path_of(brings(samira, kept))
    assert samira.open(f"{document}/original").data == kept
    presentation = shared_by(samira, app, document.rsplit("/", 1)[-1])
    assert judged(world, presentation) in ("passed", "warning")
    secret = str(parse_object(kept)["proof"]["proofValue"])  # type: ignore[index,call-overload]
    assert secret not in serialize(presentation).decode()
    if pdf.unavailable() is None:
        paper = samira.open(f"{document}/paper.pdf").data
        with pikepdf.open(io.BytesIO(paper)) as opened:
            (attached,) = (spec.get_file().read_bytes() for spec in opened.attachments.values())
        assert secret.encode() not in attached
        assert judged(world, attached) in ("passed", "warning")
