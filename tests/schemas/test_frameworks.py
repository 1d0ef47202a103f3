"""Qualifications: the shipped set, the import of a national list, and levels."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from schemas import documents
from schemas.documents import JsonObject, JsonValue
from schemas.errors import FrameworkError, MalformedDocumentError
from schemas.frameworks import (
    FRAMEWORK_LIMITS,
    NLQF_LEVELS,
    Frameworks,
    Qualification,
    QualificationPart,
    compare_levels,
    eqf_of,
    import_crebo,
)
from tests.vectors import REPOSITORY

# The national list stands beside the project, as the vectors do; only its tests are skipped without it.
NATIONAL_LIST = REPOSITORY.parent / "shared" / "data" / "crebo2015.json"


def row(**changes: JsonValue) -> JsonObject:
    complete: JsonObject = {
        "crebo": "25078",
        "naam": "Betonboorder",
        "niveau": 3,
        "soort": "vakopleiding",
        "beroepsvereisten": None,
        "leerwegen": ["BOL", "BBL"],
        "dossierCrebo": "23045",
        "dossier": "Betonboren",
        "domein": ["79000", "1. Bouw en infra"],
    }
    return complete | changes


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({}, "framework.not_a_list"),
        ([], "framework.not_a_list"),
        ("25078", "framework.not_a_list"),
        (["25078"], "framework.row"),
        ([row(crebo="2507")], "framework.row"),
        ([row(crebo=25078)], "framework.row"),
        ([row(crebo="٢٥٠٧٨")], "framework.row"),
        ([row(niveau="3")], "framework.row"),
        ([row(niveau=5)], "framework.row"),
        ([row(niveau=True)], "framework.row"),
        ([row(naam=None)], "framework.row"),
        ([row(leerwegen=[1])], "framework.row"),
        ([row(), row()], "framework.duplicate"),
    ],
)
def test_a_list_of_another_shape_is_refused(data: JsonValue, code: str) -> None:
    with pytest.raises(FrameworkError) as caught:
        import_crebo(data)
    assert caught.value.code == code


def test_the_row_that_is_wrong_is_named() -> None:
    with pytest.raises(FrameworkError) as caught:
        import_crebo([row(), row(crebo="25079", niveau=9)])
    assert caught.value.parameters["row"] == "2"
    assert caught.value.pointer == "/1/niveau"


def test_a_row_becomes_a_qualification() -> None:
    (qualification,) = import_crebo([row()])
    assert qualification == Qualification(
        code_system="crebo",
        code="25078",
        name="Betonboorder",
        level="3",
        kind="vakopleiding",
        dossier="23045",
        dossier_name="Betonboren",
        domain="1. Bouw en infra",
        leerwegen=("BOL", "BBL"),
        valid_from=date(2015, 8, 1),
    )
    assert qualification.standard == "crebo:25078"
    assert import_crebo([row(domein=None)])[0].domain is None


@pytest.mark.skipif(not NATIONAL_LIST.exists(), reason=f"the national list is not in {NATIONAL_LIST}")
def test_all_470_qualifications_of_the_national_list_import_and_twice_gives_no_duplicates(
    tmp_path: Path,
) -> None:
    file = tmp_path / "frameworks" / "crebo.json"
    data = documents.parse(NATIONAL_LIST.read_bytes(), limits=FRAMEWORK_LIMITS)
    imported = import_crebo(data)
    assert len(imported) == 470
    Frameworks.load(file).merged_with(imported).save(file)
    once = Frameworks.load(file)
    Frameworks.load(file).merged_with(imported).save(file)
    loaded = Frameworks.load(file)
    assert loaded == once
    assert sum(1 for each in loaded if each.code_system == "crebo") == 470
    found = loaded.find("crebo", "25491")
    assert found is not None
    assert found.level == "3"
    assert found.part("B1-K1-W1") is not None  # parts that are known stay


@pytest.mark.skipif(not NATIONAL_LIST.exists(), reason=f"the national list is not in {NATIONAL_LIST}")
def test_the_shipped_facts_are_those_of_the_national_list() -> None:
    imported = Frameworks.of(
        import_crebo(documents.parse(NATIONAL_LIST.read_bytes(), limits=FRAMEWORK_LIMITS))
    )
    for shipped in Frameworks.shipped():
        if shipped.code_system == "crebo":
            national = imported.find("crebo", shipped.code)
            assert national is not None
            assert (shipped.name, shipped.level, shipped.dossier, shipped.kind, shipped.domain) == (
                national.name,
                national.level,
                national.dossier,
                national.kind,
                national.domain,
            )


@pytest.mark.parametrize(
    "code",
    [
        "25491",
        "25480",
        "25498",
        "25342",
        "25340",
        "25333",
        "25331",
        "25332",
        "25128",
        "25118",
        "25187",
        "25192",
        "25251",
    ],
)
def test_a_shipped_qualification_has_parts_that_lie_in_each_other(code: str) -> None:
    qualification = Frameworks.shipped().find("crebo", code)
    assert qualification is not None
    codes = {part.code for part in qualification.parts}
    assert "B1-K1-W1" in codes
    assert len(codes) == len(qualification.parts)
    for part in qualification.parts:
        assert part.parent is None or (part.parent in codes and part.code.startswith(part.parent))


def test_everything_in_our_own_words_is_marked_as_an_example() -> None:
    for qualification in Frameworks.shipped():
        assert all(part.name.endswith("(VOORBEELD)") for part in qualification.parts)
        assert qualification.code_system == "crebo" or qualification.name.endswith("(VOORBEELD)")


def test_qualifications_of_one_dossier_share_the_parts_of_its_basis() -> None:
    mechatronics = Frameworks.shipped().dossier("23130")
    assert {each.code for each in mechatronics} == {"25340", "25342"}
    bases = [
        tuple(part for part in qualification.parts if part.code.startswith("B"))
        for qualification in mechatronics
    ]
    assert bases[0] == bases[1]
    profiles = [{part for part in each.parts if part.code.startswith("P")} for each in mechatronics]
    assert profiles[0].isdisjoint(profiles[1])


def test_merging_takes_the_other_facts_and_keeps_what_only_we_know() -> None:
    known = Qualification(
        code_system="crebo",
        code="25078",
        name="Oude naam",
        level="2",
        kind="vakopleiding",
        valid_from=date(2015, 8, 1),
        parts=(QualificationPart("B1-K1", "Boren (VOORBEELD)"),),
    )
    (other,) = import_crebo([row()])
    merged = Frameworks.of([known]).merged_with([other]).find("crebo", "25078")
    assert merged is not None
    assert (merged.name, merged.level) == ("Betonboorder", "3")
    assert merged.parts == known.parts


def test_searching_finds_words_in_any_order_and_the_beginning_of_codes() -> None:
    shipped = Frameworks.shipped()
    assert [each.code for each in shipped.search("mechatronica MONTEUR")] == ["25340", "25342"]
    assert [each.code for each in shipped.search("2549")] == ["25498", "25491"]
    assert shipped.search("") == ()
    assert shipped.search("bestaat niet") == ()
    assert shipped.find("crebo", "00000") is None
    assert shipped.find("croho", "25491") is None


def test_saving_replaces_the_file_at_once_and_leaves_nothing_behind(tmp_path: Path) -> None:
    file = tmp_path / "crebo.json"
    Frameworks.shipped().save(file)
    Frameworks.shipped().save(file)
    assert Frameworks.load(file) == Frameworks.shipped()
    assert [path.name for path in tmp_path.iterdir()] == ["crebo.json"]


def test_what_is_shipped_is_not_saved_so_that_an_old_copy_never_hides_a_newer_one(tmp_path: Path) -> None:
    file = tmp_path / "crebo.json"
    renamed = replace(next(iter(Frameworks.shipped())), name="Nieuwe naam")
    merged = Frameworks.shipped().merged_with([renamed, *import_crebo([row()])])
    merged.save(file)
    saved = documents.parse_object(file.read_bytes())["qualifications"]
    assert isinstance(saved, list)
    assert [entry["name"] for entry in saved if isinstance(entry, dict)] == ["Nieuwe naam", "Betonboorder"]
    assert not any("parts" in entry for entry in saved if isinstance(entry, dict))
    assert Frameworks.load(file) == merged


def test_a_save_that_fails_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "crebo.json"
    Frameworks.shipped().save(file)
    before = file.read_bytes()

    def fail(_descriptor: int) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr("schemas.frameworks.os.fsync", fail)
    with pytest.raises(OSError, match="full"):
        Frameworks.of(()).save(file)
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["crebo.json"]


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b'{"qualifications":[{}]}', b'{"qualifications":[1]}', b'{"qualifications":"none"}'],
)
def test_a_damaged_file_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "crebo.json"
    file.write_bytes(content)
    with pytest.raises(MalformedDocumentError):
        Frameworks.load(file)


def test_a_level_that_does_not_exist_is_refused() -> None:
    document = import_crebo([row()])[0].to_document() | {"level": "9"}
    with pytest.raises(MalformedDocumentError) as caught:
        Qualification.from_document(document)
    assert caught.value.code == "framework.level"


def test_four_plus_lies_between_four_and_five() -> None:
    assert compare_levels("4", "4+") < 0 < compare_levels("5", "4+")
    assert compare_levels("4+", "4+") == 0
    assert compare_levels("Instroom", "1") < 0
    assert sorted(["5", "4+", "Instroom", "4"], key=NLQF_LEVELS.index) == ["Instroom", "4", "4+", "5"]
    with pytest.raises(ValueError, match="not in"):
        compare_levels("4 +", "5")


@pytest.mark.parametrize(("level", "eqf"), [("4+", 4), ("4", 4), ("8", 8), ("Instroom", None), ("9", None)])
def test_an_nlqf_level_refers_to_an_eqf_level(level: str, eqf: int | None) -> None:
    assert eqf_of(level) == eqf
