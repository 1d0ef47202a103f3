"""What somebody has of a whole qualification, by all that she sent together: deelcertificaten that stack."""

from flask import render_template
from flask.typing import ResponseReturnValue

from schemas.dates import legal_date
from verifier.context import current_verifier
from verifier.exempting import words as exempting_words
from verifier.exempting.looking import is_whole
from verifier.exemptions import proof_of
from verifier.exemptions.stacking import stacks
from verifier.exemptions.texts import BASIS_TEXTS
from verifier.exemptions.weighing import identity_of
from verifier.own_words import certificates
from verifier.views.console.access import READERS, Visitor, console, staff_page
from verifier.views.console.answers import find_answer
from verifier.views.desk import current_desk
from verifier.words import words
from web.application import current_database, now
from web.languages import current_language


@console.get("/requests/<request_id>/answers/<answer_id>/parts")
@staff_page(*READERS)
def held_parts(visitor: Visitor, request_id: str, answer_id: str) -> ResponseReturnValue:
    """Show per qualification which parts an answer shows and which are missing; decides nothing.

    Documents of different people are never added up: then the page says so and shows no parts.
    """
    with current_database().reading() as session:
        found = find_answer(session, visitor, request_id, answer_id)
    judgement = current_desk().check(found.handed_in, at=now())
    judged = certificates(judgement.results)
    proofs = [proof for result in judged if (proof := proof_of(result)) is not None]
    holding = [proof for proof in proofs if proof.refused is None]
    people = {identity_of(each.person) for each in holding if each.person and is_whole(each.person)}
    of_one_person = len(people) <= 1
    spoken = words(current_language())
    return render_template(
        "verifier/console/held_parts.html",
        request_id=request_id,
        answer_id=answer_id,
        of_one_person=of_one_person,
        left_out=len(judged) - len(holding),
        stacks=(
            stacks(holding, on=legal_date(now()), frameworks=current_verifier().frameworks)
            if of_one_person
            else ()
        ),
        bases={each: spoken.translate(text) for each, text in BASIS_TEXTS.items()},
        speak=exempting_words,
    )
