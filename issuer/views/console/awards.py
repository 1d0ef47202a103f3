"""The list of awards, one award, and what can be printed or downloaded of it."""

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from issuer import award_rules, awards, kept_copies, offers, overview, paper
from issuer.award_rules import Action
from issuer.certificates.page import CertificatePage, certificate_page
from issuer.context import current_installation
from issuer.errors import ConflictError, NotFoundError
from issuer.models import Award, AwardState, Credential, Offer, OfferState, Role
from issuer.sentences import violation_sentence
from issuer.views.console.access import AWARD_ROLES, Visitor, console, staff_page
from issuer.words import KINDS, STATES
from schemas.credential import CredentialKind
from schemas.violations import Severity
from web import qr
from web.application import current_database, now
from web.paging import page_number

UNCLAIMED = ("expiring", "expired")
CHANGES = frozenset({Action.CORRECT, Action.SUSPEND, Action.LIFT, Action.REVOKE})


@console.get("/awards")
@staff_page(*AWARD_ROLES)
def award_list(visitor: Visitor) -> ResponseReturnValue:
    """Search and page through the institution's awards."""
    search = _search_of_request()
    with current_database().reading() as session:
        page = overview.search_awards(session, visitor.institution_id, search, at=now())
    return render_template("issuer/awards.html", page=page, search=search, kinds=KINDS, states=STATES)


@console.get("/awards/<award_id>")
@staff_page(*AWARD_ROLES)
def award(visitor: Visitor, award_id: str) -> ResponseReturnValue:
    """Show an award: what can be done now, its copies, its offer, what happened."""
    installation, at = current_installation(), now()
    with current_database().reading() as session:
        found = awards.find_award(session, visitor.institution_id, award_id)
        facts = awards.facts_of(found)
        actions = award_rules.possible_actions(facts, visitor.actor)
        doubts = (
            awards.doubts_and_errors(installation, visitor.institution, found, at=at)
            if facts.complete and found.state in (AwardState.DRAFT, AwardState.SUBMITTED)
            else ()
        )
        offer = offers.current_offer(session, visitor.institution_id, award_id)
        replaces = awards.replaced_by(session, found)
        return render_template(
            "issuer/award.html",
            award=found,
            page=_page_of(found),
            actions=actions,
            may_change=not actions.isdisjoint(CHANGES),
            why_not=award_rules.refusal(Action.APPROVE, facts, visitor.actor),
            Action=Action,
            errors=[violation_sentence(each) for each in doubts if each.severity is Severity.ERROR],
            doubts=[violation_sentence(each) for each in doubts if each.severity is Severity.WARNING],
            offer=offer,
            offer_expired=_is_expired(offer),
            copies=kept_copies.copies_of(session, visitor.institution_id, award_id),
            timeline=overview.timeline(session, visitor.institution_id, award_id),
            replaces=replaces,
            replaced_by=overview.correction_of(session, found),
        )


@console.get("/awards/<award_id>/certificate")
@staff_page(*AWARD_ROLES)
def certificate(visitor: Visitor, award_id: str) -> ResponseReturnValue:
    """Show the certificate as it will read, or print it once it is issued."""
    installation = current_installation()
    with current_database().reading() as session:
        found = awards.find_award(session, visitor.institution_id, award_id)
        page = _page_of(found)
        if page is None:
            raise ConflictError("award.incomplete")
        copy = kept_copies.unbound_copy(session, visitor.institution_id, award_id)
    address = paper.address_of(installation, copy) if copy and copy.signed else ""
    return render_template(
        "issuer/certificate.html",
        award=found,
        page=page,
        copy=copy,
        host=installation.host,
        address=address,
        qr=qr.svg(address, title=_("Code om dit bewijs te controleren")) if address else "",
    )


@console.get("/awards/<award_id>/letter")
@staff_page(Role.REGISTRAR)
def letter(visitor: Visitor, award_id: str) -> ResponseReturnValue:
    """Print the letter with the link, its QR and the code."""
    installation = current_installation()
    with current_database().reading() as session:
        found = awards.find_award(session, visitor.institution_id, award_id)
        offer = offers.current_offer(session, visitor.institution_id, award_id)
    if offer is None or not _is_open(offer):
        raise ConflictError("offer.none_open")
    opened = offers.reveal(installation, offer)
    link = installation.offer_link(opened.token)
    return render_template(
        "issuer/letter.html",
        award=found,
        offer=offer,
        code=opened.grouped_code,
        code_page=installation.code_page,
        link=link,
        host=installation.host,
        today=now(),
        qr=qr.svg(link, title=_("Code om uw bewijs te openen")),
    )


@console.get("/awards/<award_id>/copies/<copy_id>")
@staff_page(*AWARD_ROLES)
def download(visitor: Visitor, award_id: str, copy_id: str) -> ResponseReturnValue:
    """Give a signed copy as the bytes that were signed."""
    with current_database().reading() as session:
        awards.find_award(session, visitor.institution_id, award_id)
        copy = session.get(Credential, (visitor.institution_id, copy_id))
    if copy is None or copy.award_id != award_id or copy.signed is None:
        raise NotFoundError("credential.unknown")
    response = Response(copy.signed, mimetype="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="certificaat-{copy.id}.json"'
    return response


def _page_of(award: Award) -> CertificatePage | None:
    return certificate_page(awards.claims_of(award), award.kind) if award.claims else None


def _is_open(offer: Offer | None) -> bool:
    return offer is not None and offer.state is OfferState.OPEN and now() < offer.expires_at


def _is_expired(offer: Offer | None) -> bool:
    return offer is not None and offer.state is OfferState.OPEN and now() >= offer.expires_at


def _search_of_request() -> overview.AwardSearch:
    """Read the search from the address; what means nothing narrows nothing."""
    arguments = request.args
    return overview.AwardSearch(
        text=arguments.get("q", "")[: overview.MAX_SEARCH_CHARACTERS],
        kind=next((kind for kind in CredentialKind if kind.value == arguments.get("kind")), None),
        state=next((state for state in AwardState if state.value == arguments.get("state")), None),
        suspended=arguments.get("suspended") == "1",
        unclaimed=arguments["unclaimed"] if arguments.get("unclaimed") in UNCLAIMED else "",
        page=page_number(arguments.get("page")),
    )
