"""Exemptions at a school: an answer about a programme, proposed by one person, decided by another (ADR 43).

`programmes` keeps what the school says of its programmes, `listing` shows what waits, `case_rules` says who
may do what when, `looking` judges an answer anew and asks the engine (`verifier.exemptions`), `cases` writes
what people choose and `contents` is how that is kept, `decision_document` is what is signed of it,
`issuer_door` who signs, `rechecking` looks each day whether what a decision rests on still holds, `ending`
says when a case goes.
"""
