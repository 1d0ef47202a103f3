"""A request as anybody sees it who has its link, before any wallet is opened. No account, no cookies."""

from urllib.parse import urlencode

from flask import render_template
from flask.typing import ResponseReturnValue

from schemas.presentation_request import PresentationRequest
from verifier.context import current_verifier
from verifier.requests import answering, asking
from verifier.requests.asking import RequestState
from web.application import current_database, external_url, now
from web.areas import public_blueprint
from web.rate_limits import rate_limit

blueprint = public_blueprint("asked", __name__)


@blueprint.get("/ask/<token>")
@rate_limit("120 per minute")
def show(token: str) -> ResponseReturnValue:
    """Say who asks what, why and for how long, and lead to a wallet."""
    with current_database().reading() as session:
        organisation, row = answering.find_asked(session, token)
    state = asking.state_of(row, at=now())
    link = external_url("asked.show", token=token)
    wallets = [
        f"{wallet}/requests/open?{urlencode({'request': link})}"
        for wallet in current_verifier().settings.wallet_urls
    ]
    page = render_template(
        "verifier/asked.html",
        organisation=organisation,
        asked=PresentationRequest.from_bytes(row.document),
        state=state,
        link=link,
        wallets=wallets,
    )
    return page, 200 if state is RequestState.OPEN else 410
