"""What a page says after certificates, or a whole wallet, came in, and where it leads."""

from flask import flash, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from wallet.importing.restoring import Restored
from wallet.services import Added


def added_address(added: Added) -> str:
    """Say what became of certificates, and return the page to go to."""
    new = sum(kept.is_new for kept in added.kept)
    if len(added.kept) == 1:
        flash(_("Bewaard in je wallet.") if new else _("Je had dit bewijs al."), "good")
    elif new:
        flash(ngettext("%(num)d bewijs bewaard.", "%(num)d bewijzen bewaard.", new), "good")
    elif added.kept:
        flash(_("Je had deze bewijzen al."), "good")
    if added.refused:
        flash(
            ngettext(
                "%(num)d bewijs klopt niet. Dat is niet bewaard.",
                "%(num)d bewijzen kloppen niet. Die zijn niet bewaard.",
                added.refused,
            ),
            "attention",
        )
    if new and added.bound_elsewhere:
        flash(
            ngettext(
                "%(num)d bewijs hoort bij een andere wallet. Vraag de organisatie om een nieuw.",
                "%(num)d bewijzen horen bij een andere wallet. Vraag de organisatie om nieuwe.",
                added.bound_elsewhere,
            ),
            "attention",
        )
    if len(added.kept) == 1:
        return url_for("documents.document", document_id=added.kept[0].document_id)
    return url_for("documents.overview")


def restored_address(restored: Restored) -> str:
    """Say what became of a whole wallet, and return the page to go to."""
    address = added_address(restored.certificates)
    for sentence in _kept_sentences(restored):
        flash(sentence, "good")
    if restored.no_room:
        flash(_("Niet alle bestanden pasten in je wallet."), "attention")
    elif restored.left_out:
        flash(
            ngettext(
                "%(num)d onderdeel konden we niet lezen. Dat is niet bewaard.",
                "%(num)d onderdelen konden we niet lezen. Die zijn niet bewaard.",
                restored.left_out,
            ),
            "attention",
        )
    has_more = restored.items or restored.files or restored.references
    if not restored.certificates.kept and not has_more and not restored.left_out:
        flash(_("Je had dit allemaal al."), "good")
    return url_for("documents.overview") if has_more else address


def _kept_sentences(restored: Restored) -> list[str]:
    counted = (
        (
            restored.items,
            ngettext("%(num)d eigen verhaal bewaard.", "%(num)d eigen verhalen bewaard.", restored.items),
        ),
        (restored.files, ngettext("%(num)d bestand bewaard.", "%(num)d bestanden bewaard.", restored.files)),
        (
            restored.references,
            ngettext(
                "%(num)d bericht van een ander bewaard.",
                "%(num)d berichten van anderen bewaard.",
                restored.references,
            ),
        ),
    )
    return [str(sentence) for number, sentence in counted if number]
