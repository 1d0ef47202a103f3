"""The dry run: every row of a spreadsheet is judged and kept, and nothing is made of any.

What is stored for a good row is the document that would be issued, so that what was shown is what will be.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from issuer import audit
from issuer.awards import new_award_urn
from issuer.certificates.checking import errors_among, findings
from issuer.certificates.documents import award_document
from issuer.email_addresses import is_email_address
from issuer.entries import read_entry
from issuer.entries.reader import Entry, Problem
from issuer.errors import RefusedInputError
from issuer.installation import Installation
from issuer.institutions import profile_of, written_kinds_of
from issuer.models import Batch, BatchRow, BatchState, Institution, RowState
from issuer.sheet_columns import check_headings, entry_of, heading_of, is_example
from schemas.credential import CredentialKind
from schemas.dates import legal_date
from schemas.documents import serialize
from web.spreadsheets import Row, SheetError, read_sheet

MAX_FILE_NAME_CHARACTERS = 200


def check_file(
    session: Session,
    installation: Installation,
    institution: Institution,
    *,
    kind: CredentialKind,
    file_name: str,
    content: bytes,
    by: str,
    at: datetime,
) -> Batch:
    """Do the dry run: judge every row, store the outcome, make nothing.

    Raises `RefusedInputError` when the file as a whole can't be read.
    """
    if kind not in written_kinds_of(institution):
        raise RefusedInputError("award.kind", kind=kind.value)
    try:
        sheet = read_sheet(content)
    except SheetError as error:
        raise RefusedInputError(error.code, detail=error.detail, **error.parameters) from error
    check_headings(kind, sheet.headings)
    batch = Batch(
        institution_id=institution.id,
        kind=kind,
        file_name=file_name[:MAX_FILE_NAME_CHARACTERS],
        file_sha256=hashlib.sha256(content).hexdigest(),
        columns=list(sheet.headings),
        state=BatchState.CHECKED,
        created_by=by,
        created_at=at,
    )
    session.add(batch)
    session.flush()
    first_of: dict[str, int] = {}
    for row in sheet.rows:
        session.add(_checked_row(installation, institution, batch, row, first_of, at))
    audit.append(session, institution.id, "batch.checked", at=at, actor=by, object_id=batch.id)
    return batch


def row_problem(heading: str, code: str, parameters: Mapping[str, str] | None = None) -> dict[str, object]:
    """Return a problem as a row keeps it: the column, the code, and what fills in its sentence."""
    return {"heading": heading, "code": code, "parameters": dict(parameters or {})}


def _checked_row(
    installation: Installation,
    institution: Institution,
    batch: Batch,
    row: Row,
    first_of: dict[str, int],
    at: datetime,
) -> BatchRow:
    entry = entry_of(batch.kind, row.cells)
    problems = [row_problem(heading, "sheet.formula") for heading in row.formulas]
    claims: bytes | None = None
    if is_example(batch.kind, row):
        problems = [row_problem("", "sheet.example_row")]
    elif not problems:
        claims, problems = _judge(installation, institution, batch.kind, entry, at)
        problems += _email_problems(entry)
        problems += _duplicate_problems(entry, row.number, first_of)
    return BatchRow(
        institution_id=batch.institution_id,
        batch_id=batch.id,
        row_no=row.number,
        cells=row.cells,
        state=RowState.INVALID if problems else RowState.WAITING,
        problems=problems,
        claims=None if problems else claims,
    )


def _judge(
    installation: Installation, institution: Institution, kind: CredentialKind, entry: Entry, at: datetime
) -> tuple[bytes | None, list[dict[str, object]]]:
    today = legal_date(at)
    reading = read_entry(kind, entry, frameworks=installation.frameworks, today=today)
    if reading.grounds is None:
        return None, [_of_entry(kind, entry, problem) for problem in reading.problems]
    issuer = profile_of(institution)
    document = award_document(reading.grounds, issuer=issuer, award_urn=new_award_urn())
    found = findings(
        document,
        kind=kind,
        issuer=issuer,
        frameworks=installation.frameworks,
        today=today,
        built_here=True,
    )
    return serialize(document), [
        {"heading": "", "code": each.code, "pointer": each.pointer, "keyword": each.keyword}
        | {"parameters": dict(each.parameters)}
        for each in errors_among(found)
    ]


def _of_entry(kind: CredentialKind, entry: Entry, problem: Problem) -> dict[str, object]:
    return row_problem(heading_of(kind, entry, problem.path), problem.code, problem.parameters)


def _email_problems(entry: Entry) -> list[dict[str, object]]:
    email = str(entry.get("email", ""))
    return [] if not email or is_email_address(email) else [row_problem("e-mail", "entry.not_an_email")]


def _duplicate_problems(entry: Entry, row_no: int, first_of: dict[str, int]) -> list[dict[str, object]]:
    """Refuse a second row for the same person, qualification and day: a copied line."""
    fields = ("given_names", "family_name", "born", "standard", "parts", "awarded_on", "reference_date")
    identity = "|".join(str(entry.get(field, "")).casefold() for field in fields)
    first = first_of.setdefault(identity, row_no)
    return [] if first == row_no else [row_problem("", "sheet.duplicate_row", {"row": str(first)})]
