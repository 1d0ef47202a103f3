"""Her keys in a file, for whoever has just shown who she is."""

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from wtforms import PasswordField
from wtforms.validators import InputRequired

from wallet import accounts, key_file
from wallet.context import current_wallet
from wallet.holder import holder_keys
from wallet.passphrases import weakness
from wallet.vault import Vault
from wallet.views.forms import refuse
from wallet.views.signed_in import confirmed_page
from web.application import current_database
from web.forms import BaseForm
from web.rate_limits import rate_limit

blueprint = Blueprint("account_keys", __name__, url_prefix="/account")

FILE_NAME = "wallet-sleutels.json"


class KeyFileForm(BaseForm):
    """The passphrase of the file, which is not that of the wallet."""

    passphrase = PasswordField(
        _l("Kies een wachtwoord voor het bestand"),
        [InputRequired()],
        render_kw={"autocomplete": "new-password"},
    )


@blueprint.route("/keys", methods=["GET", "POST"])
@rate_limit("10 per minute")
@confirmed_page
def keys(vault: Vault) -> ResponseReturnValue:
    """Say what the keys are, and hand them over as a file that only its passphrase opens.

    The answer to the form is the file itself: its passphrase stands in no address, and it is kept nowhere.
    """
    form = KeyFileForm()
    if form.validate_on_submit():
        passphrase = str(form.passphrase.data)
        with current_database().reading() as session:
            problem = weakness(passphrase, account_name=accounts.account_name(session, vault))
            found = holder_keys(session, vault)
        if problem is None:
            return _file(key_file.write(found, passphrase=passphrase, cost=current_wallet().passphrase_cost))
        refuse(form.passphrase, problem)
    return render_template("wallet/account/keys.html", form=form), 422 if form.errors else 200


def _file(content: bytes) -> Response:
    response = Response(content, mimetype="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return response
