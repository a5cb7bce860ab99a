"""Fictional names: of people, and of places that do not exist."""

from random import Random

_FIRST_NAMES = (
    "Amira", "Anneke", "Bas", "Bilal", "Carla", "Daan", "Dewi", "Elif", "Esther", "Fatima",
    "Femke", "Gerrit", "Hanneke", "Harm", "Ilse", "Jan", "Jolanda", "Joost", "Karin", "Kees",
    "Lotte", "Maaike", "Marijke", "Mehmet", "Nadia", "Nico", "Olga", "Peter", "Rachid", "Renske",
    "Roel", "Sanne", "Sjoerd", "Stijn", "Thea", "Tom", "Vera", "Wim", "Yara", "Youssef",
)  # fmt: skip
_LAST_NAMES = (
    "Aarts", "Aydin", "Bakker", "Boersma", "Bos", "de Boer", "de Graaf", "de Groot", "de Vries",
    "Dekker", "Demir", "Dijkstra", "El Amrani", "Hendriks", "Hoekstra", "Jansen", "Kok", "Koster",
    "Kuipers", "Meijer", "Mulder", "Peters", "Postma", "Prins", "Schouten", "Smit", "Sital",
    "Tuin", "van Dam", "van den Berg", "van der Linden", "van Dijk", "van Leeuwen", "Veenstra",
    "Verhoeven", "Vermeulen", "Visser", "Vos", "Willems", "Yilmaz",
)  # fmt: skip
_PLACE_BEGINNINGS = (
    "Brem", "Distel", "Gors", "Grutto", "Hazel", "Karekiet", "Kievit", "Klaver", "Kwartel",
    "Lijster", "Merel", "Meidoorn", "Reiger", "Rietzang", "Sleedoorn", "Vlier", "Wulp",
    "Zwaluw",
)  # fmt: skip
_PLACE_ENDINGS = (
    "haven", "kade", "kerke", "lo", "monde", "rade", "sluis", "stede", "terp", "waard", "wende",
    "wier",
)  # fmt: skip
_INITIATIVE_BEGINNINGS = (
    "Aardgasvrij", "Duurzaam", "Samen Warm", "Stroomversneld", "Warm", "Wijkwarmte",
)  # fmt: skip
_AREA_BEGINNINGS = (
    "Appel", "Berken", "Bloemen", "Componisten", "Dichters", "Eiken", "Haven", "Kastanje", "Kersen",
    "Linden", "Molen", "Muziek", "Noorder", "Ooster", "Rivieren", "Schilders", "Schippers",
    "Sterren", "Wester", "Zuider",
)  # fmt: skip
_AREA_ENDINGS = ("berg", "buurt", "gaarde", "hof", "hoek", "kwartier", "land", "park", "wijk")


def draw_person_name(random: Random) -> str:
    """Draw a first and a last name."""
    return f"{random.choice(_FIRST_NAMES)} {random.choice(_LAST_NAMES)}"


def draw_place(random: Random) -> str:
    """Draw a town."""
    return random.choice(_PLACE_BEGINNINGS) + random.choice(_PLACE_ENDINGS)


def draw_initiative(random: Random) -> str:
    """Draw a residents' initiative, named after its neighbourhood."""
    area = random.choice(_AREA_BEGINNINGS) + random.choice(_AREA_ENDINGS)
    return f"{random.choice(_INITIATIVE_BEGINNINGS)} {area}"
