from __future__ import annotations

import pytest

from kg.extraction.amounts.quantities import dose_label, find_quantities


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Take 2,000 IU of vitamin D3 a day.", "2000 IU/day"),
        ("Take 1,000 IU of vitamin D3 twice a day.", "1000 IU 2/day"),
        ("Take 500 mg of coenzyme Q10 daily.", "500 mg/day"),
        ("Take 1 g of omega-3 per day.", "1 g/day"),
        ("Take 100 mg of vitamin B12 2-3 times per day.", "100 mg 2-3/day"),
    ],
)
def test_a_digit_of_a_name_is_no_frequency(text: str, label: str) -> None:
    assert [dose_label(found.quantity) for found in find_quantities(text)] == [label]
