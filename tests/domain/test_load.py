from monitor.domain.load import WEIGHT_OF, HoursBand, LoadWeight, band_of


def test_the_answers_are_the_bands_from_none_to_most() -> None:
    assert [band_of(answer) for answer in range(1, 6)] == list(HoursBand)


def test_more_hours_never_weigh_less() -> None:
    weights = list(LoadWeight)

    places = [weights.index(WEIGHT_OF[band]) for band in HoursBand]

    assert places == sorted(places)
    assert set(WEIGHT_OF.values()) == set(LoadWeight)
