import pytest

from kg.reading import read_bytes
from kg.reading.citation_words import entries
from kg.reading.identifiers import work_of_url

TEXTS = [(e, text) for e in entries() if e.category != "host" for text in e.positive]
OTHERS = [(e, text) for e in entries() if e.category != "host" for text in e.negative]
HOSTS = [e for e in entries() if e.category == "host"]


def marker_count(text: str) -> int:
    return len(next(read_bytes(text.encode(), "a.txt")).markers)


@pytest.mark.parametrize("text", [text for _, text in TEXTS])
def test_words_keep_text_from_being_a_citation(text: str) -> None:
    assert marker_count(text) == 0


@pytest.mark.parametrize("text", [text for _, text in OTHERS])
def test_words_do_not_interfere_elsewhere(text: str) -> None:
    assert marker_count(text) > 0


@pytest.mark.parametrize("address", [address for e in HOSTS for address in e.positive])
def test_hosts_of_works_make_works(address: str) -> None:
    assert work_of_url(address) is not None


@pytest.mark.parametrize("address", [address for e in HOSTS for address in e.negative])
def test_other_addresses_are_no_works(address: str) -> None:
    assert work_of_url(address) is None
