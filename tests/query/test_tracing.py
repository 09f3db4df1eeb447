import json

import pytest

from kg.appraisal import appraise_corpus
from kg.build.pipeline import Pipeline, source_files
from kg.model.record import DocumentRecord
from kg.query.tracing import Trace, find_claims, trace, trace_json, trace_text

TEXT = """# Garlic

Garlic lowers blood pressure [1]. Garlic may cause heartburn (x).

## References

1. Sorrel D. Garlic for hypertension. Sample Rev. 2016;44:101-8. doi:10.5555/srev.2016.101
"""


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> DocumentRecord:
    path = tmp_path_factory.mktemp("trace") / "garlic.md"
    path.write_text(TEXT, encoding="utf-8")
    (found,) = Pipeline().records(source_files([str(path)]))
    assert isinstance(found, DocumentRecord)
    return found


def traced(record: DocumentRecord, words: str) -> Trace:
    document, claim = find_claims([record], words)[0]
    assert document == record.document.id
    return trace(record, claim, appraise_corpus([record]))


def test_trace_leads_from_claim_to_reference_and_grade(record: DocumentRecord) -> None:
    found = traced(record, "garlic blood pressure")
    (citation,) = found.citations
    assert [reference.doi for reference in citation.references] == ["10.5555/srev.2016.101"]
    assert found.evidence
    assert found.grade is not None
    text = trace_text(found)
    for words in ("[Garlic lowers blood pressure", "doi:10.5555/srev.2016.101", "grade     1"):
        assert words in text


def test_trace_says_that_a_placeholder_leads_nowhere(record: DocumentRecord) -> None:
    found = traced(record, "heartburn")
    assert [item.references for item in found.citations] == [()]
    assert "placeholder" in trace_text(found)


def test_trace_context_is_the_documents_own_text(record: DocumentRecord) -> None:
    found = traced(record, "heartburn")
    around = f"{found.before}{found.claim.quote.exact}{found.after}"
    assert around in record.document.text


def test_find_claims_takes_an_id_and_finds_nothing_for_other_words(record: DocumentRecord) -> None:
    claim = record.claims[0]
    assert find_claims([record], claim.id) == ((record.document.id, claim.id),)
    assert find_claims([record], "unheard-of") == ()
    assert find_claims([record], " ") == ()


def test_trace_json_is_json(record: DocumentRecord) -> None:
    plain = json.loads(json.dumps(trace_json(traced(record, "heartburn"))))
    assert plain["claim"]["object"]["label"] == "heartburn"
    assert plain["citations"][0]["state"] == "placeholder"
