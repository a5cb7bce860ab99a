"""What there is to celebrate, in words to the parties together."""

import pytest

from monitor.domain.celebration import Celebration, CelebrationKind
from monitor.domain.partnership import Language, PartyId
from monitor.domain.questionnaire import Dimension
from monitor.domain.register.log import GrowthStage
from monitor.i18n.celebration_sentences import write_celebration
from tests.charts.scenes import make_reader
from tests.factories import make_organisation, make_partnership, make_party, make_two_parties

KEPT = Celebration(
    CelebrationKind.KEPT, owner=PartyId(1), text="We bellen elke week. ", noticed_by=(PartyId(2),)
)
STRONG = Celebration(CelebrationKind.STRONG, Dimension.TRUST, score=4.3)
SENTENCES = [
    (
        KEPT,
        (
            "Gemeente Veldzicht deed wat was afgesproken: ‘We bellen elke week’. "
            "Zonnewijk heeft dat gemerkt."
        ),
    ),
    (STRONG, "Vertrouwen is sterk: samen komen jullie op 4,3 van de 5."),
    (
        Celebration(CelebrationKind.BECAME_STRONG, Dimension.GROWTH, score=4.0, is_fine=False),
        "Ruimte om te groeien is nu sterk: samen komen jullie op ongeveer 4,0 van de 5.",
    ),
    (
        Celebration(CelebrationKind.STAYED_STRONG, Dimension.TRUST, score=4.5),
        "Vertrouwen blijft sterk: samen komen jullie op 4,5 of meer, van de 5.",
    ),
    (
        Celebration(CelebrationKind.GREW, text="Een website."),
        "Het initiatief zette een stap: ‘Een website’.",
    ),
    (
        Celebration(CelebrationKind.GREW, text="Statuten", stage=GrowthStage.LEGAL_ENTITY),
        "Het initiatief zette een stap: ‘Statuten’. Daarmee begon de fase: rechtspersoon.",
    ),
    (
        Celebration(CelebrationKind.CHANGED, text="De straat is omgewisseld."),
        "Dit veranderde doordat jullie samenwerken: ‘De straat is omgewisseld’.",
    ),
]


@pytest.mark.parametrize(("celebration", "sentence"), SENTENCES, ids=lambda each: str(each)[:20])
def test_what_there_is_to_celebrate_is_said_in_a_sentence(
    celebration: Celebration, sentence: str
) -> None:
    assert write_celebration(celebration, make_partnership(), make_reader()) == sentence


def test_several_parties_noticed() -> None:
    other = make_organisation(id=3, name="Woonstede")
    partnership = make_partnership(
        parties=[*make_two_parties(), make_party(id=3, organisation=other)]
    )
    celebration = Celebration(
        CelebrationKind.KEPT, owner=PartyId(1), text="Bellen", noticed_by=(PartyId(2), PartyId(3))
    )

    sentence = write_celebration(celebration, partnership, make_reader())

    assert sentence.endswith("Zonnewijk en Woonstede hebben dat gemerkt.")


@pytest.mark.parametrize(
    "celebration", [each for each, _ in SENTENCES], ids=lambda each: str(each)[:20]
)
def test_it_is_said_in_english_too(celebration: Celebration) -> None:
    sentence = write_celebration(celebration, make_partnership(), make_reader(Language.ENGLISH))

    assert sentence.endswith((".", "’."))


@pytest.mark.parametrize("kind", [CelebrationKind.KEPT, CelebrationKind.STRONG])
def test_a_celebration_of_nothing_is_refused(kind: CelebrationKind) -> None:
    with pytest.raises(ValueError, match="What"):
        write_celebration(Celebration(kind), make_partnership(), make_reader())
