"""The words that come with the product."""

from monitor.domain.partnership import Language
from monitor.services.logbook.glossary import read_shipped_terms

LONGEST_SENTENCE = 20


def test_every_word_is_there_and_explained_in_both_languages() -> None:
    for term in read_shipped_terms():
        assert set(term.word) == set(term.meaning) == set(Language)
        assert all(text.strip() for text in (*term.word.values(), *term.meaning.values()))


def test_no_word_stands_twice() -> None:
    words = [term.word[language] for term in read_shipped_terms() for language in Language]

    assert len(words) == len(set(words))


def test_the_words_of_the_seed_texts_are_explained() -> None:
    dutch = " ".join(term.word[Language.DUTCH] for term in read_shipped_terms())

    wanted = [
        *("opgroeirecht", "warmteprogramma", "wijkuitvoeringsplan", "warmtegemeenschap"),
        *("Wcw", "Wgiw", "transitievisie warmte", "kaders", "mandaat", "realisatiekracht"),
        *("representativiteit", "uitdaagrecht"),
    ]
    assert [word for word in wanted if word not in dutch] == []


def test_explanations_are_plain_sentences() -> None:
    sentences = [
        sentence
        for term in read_shipped_terms()
        for sentence in term.meaning[Language.DUTCH].split(". ")
    ]

    assert [each for each in sentences if len(each.split()) > LONGEST_SENTENCE] == []
