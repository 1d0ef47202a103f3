"""What the fictional holders of the demo wrote about themselves, the oldest first."""

from wallet.portfolio.contents import CompetenceLink, ItemContent, ItemKind, Month


def _part(qualification: str, part: str) -> CompetenceLink:
    return CompetenceLink(code_system="crebo", qualification=qualification, part=part)


SAMIRA_ITEMS = (
    ItemContent(
        kind=ItemKind.WORK,
        title="Helpende in de thuiszorg",
        place="Thuiszorg De Brug (fictief)",
        since=Month(year=2017, month=9),
        until=Month(year=2020, month=2),
        did="Ik hielp mensen thuis met wassen, aankleden en eten. Ik maakte ook schoon.",
        competences=(_part("25498", "P1-K1-W1"), _part("25498", "P1-K1-W2")),
    ),
    ItemContent(
        kind=ItemKind.WORK,
        title="Verzorgende in het verpleeghuis",
        place="Zorggroep De Linde (fictief)",
        since=Month(year=2020, month=3),
        is_ongoing=True,
        did=(
            "Ik help elke dag acht bewoners met wassen en aankleden.\n"
            "Ik kijk hoe het met ze gaat en schrijf dat op.\n"
            "Ik overleg met mijn collega's en met de familie."
        ),
        competences=(
            _part("25491", "B1-K1-W1"),
            _part("25491", "B1-K1-W2"),
            _part("25491", "B1-K2-W1"),
        ),
    ),
    ItemContent(
        kind=ItemKind.STORY,
        title="Mevrouw wilde niet meer eten",
        place="Zorggroep De Linde (fictief)",
        since=Month(year=2022, month=11),
        situation="Een bewoonster at bijna niets meer. Zij werd zwak.",
        task="Ik moest zorgen dat zij weer genoeg at.",
        action="Ik vroeg haar dochter wat zij vroeger lekker vond. Wij kookten dat samen.",
        result="Na een week at zij weer elke dag. De dokter was blij.",
        reflection="Eerst vragen, dan pas helpen. De familie weet veel.",
        competences=(_part("25491", "B1-K2-W1"),),
    ),
    ItemContent(
        kind=ItemKind.COURSE,
        title="Cursus omgaan met dementie",
        place="Zorggroep De Linde (fictief)",
        since=Month(year=2023, month=4),
        until=Month(year=2023, month=6),
        did="Ik leerde rustig praten en goed kijken. Dat gebruik ik elke dag.",
    ),
    ItemContent(
        kind=ItemKind.VOLUNTEERING,
        title="Koken in het buurthuis",
        place="Buurthuis Voorbeeldstad (fictief)",
        since=Month(year=2024),
        is_ongoing=True,
        did="Elke woensdag kook ik met vijf anderen voor dertig mensen.",
    ),
    # She stopped half-way, and can go on where she was.
    ItemContent(kind=ItemKind.LEARNING, title="Nieuwe collega's inwerken"),
)

JOHAN_ITEMS = (
    ItemContent(
        kind=ItemKind.WORK,
        title="Monteur",
        place="Machinefabriek Proef (fictief)",
        since=Month(year=2017, month=8),
        is_ongoing=True,
        did="Ik onderhoud machines en zoek storingen.",
        competences=(_part("25342", "B1-K2-W1"), _part("25342", "B1-K2-W2")),
    ),
)
