"""What people read about a batch: the sentences of a row, and the file of rows to mend."""

from sqlalchemy.orm import Session

from issuer import bulk
from issuer.models import Batch, BatchRow
from issuer.sentences import PROBLEM_TEXTS, code_sentence, violation_sentence
from issuer.sheet_columns import ERRORS_HEADING
from schemas.violations import Violation
from web.spreadsheets import write_csv


def problem_sentences(row: BatchRow) -> list[str]:
    """Return what is wrong with a row, in the reader's language: the column, then the sentence."""
    return [_sentence(problem) for problem in row.problems]


def error_file(session: Session, batch: Batch) -> bytes:
    """Return the rows that are wrong as CSV, as they came, with what is wrong in the last column.

    The file can be mended and uploaded again; that column is then ignored.
    """
    headings = [heading for heading in batch.columns if heading.casefold() != ERRORS_HEADING]
    rows = (
        [*(row.cells.get(heading.casefold(), "") for heading in headings), " ".join(problem_sentences(row))]
        for row in bulk.rows_with_problems(session, batch)
    )
    return write_csv([*headings, ERRORS_HEADING], rows)


def _sentence(problem: dict[str, object]) -> str:
    code, heading = str(problem["code"]), str(problem["heading"])
    given = problem.get("parameters")
    parameters = {name: str(value) for name, value in given.items()} if isinstance(given, dict) else {}
    if "pointer" in problem:
        return violation_sentence(
            Violation(str(problem["pointer"]), str(problem.get("keyword", "")), code, parameters)
        )
    if text := PROBLEM_TEXTS.get(code):
        return str(text.title)
    sentence = code_sentence(code, parameters)
    return f"{heading}: {sentence}" if heading else sentence
