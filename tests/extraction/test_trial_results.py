from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import ClaimsOf, StatedIn


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            (
                "Ferritin at 24 weeks in the iron group was significantly higher (P < 0.05) than"
                " that in the control group."
            ),
            "iron | increases | Ferritin",
        ),
        (
            (
                "Bowel sounds on day 2 in the ABC group were significantly greater than in the"
                " control group (2.1 ± 0.3 vs 1.1 ± 0.2, P = 0.01)."
            ),
            "ABC | increases | Bowel sounds",
        ),
        (
            "Skin temperature was higher in the warm trial compared to the icy trial.",
            "warm trial | increases | Skin temperature",
        ),
        (
            "Heart rate was higher in nights with a nicotine patch compared to nights without it.",
            "nicotine patch | increases | Heart rate",
        ),
        (
            "The median rise in serum ferritin with iron versus placebo was 4 units.",
            "iron | increases | serum ferritin",
        ),
        (
            "Fewer participants had bleeding in the garlic group than in the placebo group.",
            "garlic | decreases | bleeding",
        ),
        (
            "The median pulse was different between group K and group L (71.2 vs. 80.5; p=0.006).",
            "group K | decreases | median pulse",
        ),
        (
            "The yoga group significantly improved walking speed compared with usual care.",
            "yoga | increases | walking speed",
        ),
        (
            "Copper was significantly better than honey for visual acuity.",
            "Copper | increases | visual acuity",
        ),
        (
            "The zinc group had a greater improvement in the pain scale than the placebo group.",
            "zinc | decreases | pain scale",
        ),
        (
            (
                "There was a significant decrease in lymphocyte count and an increase in ferritin"
                " in the zinc group."
            ),
            "zinc | increases | ferritin",
        ),
        (
            "Adherence was 77.4% (26.3) in the massage group and 69.0% (30.8) in standard care.",
            "massage | increases | Adherence",
        ),
        (
            (
                "Relapse rates were 53.3% and 86.6% in patients treated with zinc and honey,"
                " respectively."
            ),
            "zinc | decreases | Relapse rates",
        ),
        (
            "A greater reduction in body weight was seen with metformin than with placebo.",
            "metformin | decreases | body weight",
        ),
        (
            "Football players on creatine suffered fewer cramps.",
            "creatine | decreases | cramps",
        ),
        (
            "There was a small excess of diabetes among those randomised to niacin.",
            "niacin | increases | diabetes",
        ),
        (
            (
                "At two hours, pain relief was achieved by 21% of those given ibuprofen versus 11%"
                " of those given placebo."
            ),
            "ibuprofen | increases | pain relief",
        ),
        (
            "The eye pain with brimonidine was significantly lower than with timolol.",
            "brimonidine | decreases | eye pain",
        ),
        (
            (
                "The massage group displayed significantly reduced muscle pain compared to the"
                " control group in the final analysis."
            ),
            "massage | decreases | muscle pain",
        ),
        (
            "Operating time was similar in the laser group and the control group.",
            "laser | negated affects | Operating time",
        ),
        (
            "Muscle pain was lower in the massage group than in the control group (P = 0.31).",
            "massage | negated affects | Muscle pain",
        ),
        (
            (
                "The prevalence of diarrhea was 13.6% (72/530) in the control arm and 6.6% (40/608)"
                " in the filter arm."
            ),
            "filter | decreases | prevalence of diarrhea",
        ),
        (
            "The new policy resulted in a significant reduction in hospital stay.",
            "new policy | decreases | hospital stay",
        ),
    ],
)
def test_result_is_read_by_the_order_of_its_words(
    stated_in: StatedIn, sentence: str, expected: str
) -> None:
    assert expected in stated_in(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The mean age was 42 years in the men and 43 years in 2004.",
        "They took a longer road in the second week.",
        "The groups met at 8 and at 10.",
    ],
)
def test_sentence_without_a_result_gives_none(claims_of: ClaimsOf, sentence: str) -> None:
    assert not any("told-in-order" in c.rule for c in claims_of(sentence))


def test_what_the_control_has_turns_the_way_round(stated_in: StatedIn) -> None:
    text = "Muscle strength at night was weaker with placebo than with ginger."
    assert "ginger | increases | Muscle strength" in stated_in(text)


def test_better_and_worse_are_told_of_what_is_good_or_bad(stated_in: StatedIn) -> None:
    text = "Muscle pain at night was worse with placebo than with ginger."
    assert "ginger | decreases | Muscle pain" in stated_in(text)


def test_those_of_something_are_no_arm(claims_of: ClaimsOf) -> None:
    text = "Because the symptoms are similar to those of a heart attack, call for help."
    assert not any("told-in-order" in c.rule for c in claims_of(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Cure was reached by 91% of people in the tea group compared to 98% in the jam group.",
            "tea | decreases | Cure",
        ),
        (
            (
                "Walking time was 24.2±3.4 minutes in the honey group and 16.3±1.6 minutes in the"
                " sugar group."
            ),
            "honey | increases | Walking time",
        ),
        (
            "The scar length was 12.9 cm versus 8.9 cm in the stitch and glue groups.",
            "stitch | increases | scar length",
        ),
        (
            "There were 12 cases of measles in the control group, while only 3 in the yoga group.",
            "yoga | decreases | measles",
        ),
        (
            "In addition, the number of naps was significantly higher in the honey group.",
            "honey | increases | number of naps",
        ),
        (
            (
                "Ferritin increased in the tea group. However, comparison with control was not"
                " statistically significant."
            ),
            "tea | negated affects | Ferritin",
        ),
        (
            (
                "Honey was associated with significantly smaller increases in serum potassium than"
                " sugar."
            ),
            "Honey | decreases | serum potassium",
        ),
    ],
)
def test_results_told_by_figures_or_taken_back(
    stated_in: StatedIn, text: str, expected: str
) -> None:
    assert expected in stated_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Researchers followed 281 patients after a lung transplant between 1997 and 2008.",
        "Mothers with asthma may be more vulnerable, the findings indicate.",
        "Ferritin increased in the tea group. No difference in sleep was seen between groups.",
    ],
)
def test_figures_and_denials_of_something_else_tell_no_result(
    claims_of: ClaimsOf, text: str
) -> None:
    rules = {claim.rule for claim in claims_of(text)}
    assert not rules & {"told-in-order", "taken-back"}


@pytest.mark.parametrize(
    ("sentence", "stated"),
    [
        (
            "The t-test showed sleep quality in the massage group was higher than in controls.",
            "massage | increases | sleep quality",
        ),
        (
            "A fall in plasma glucose occurred after the fibre infusion.",
            "fibre infusion | decreases | plasma glucose",
        ),
        (
            "The frequency of crying decreased significantly following ketamine administration.",
            "ketamine administration | decreases | frequency of crying",
        ),
        (
            "Patients who received massage scored higher on the sleep scale than controls.",
            "massage | increases | sleep scale",
        ),
        (
            "Heart rate was higher in the ketamine group, as was blood pressure.",
            "ketamine | increases | blood pressure",
        ),
        (
            "Heart rate was higher for 30 min in the ketamine group than in controls.",
            "ketamine | increases | Heart rate",
        ),
        ("IPE 4 g/day reduced LDL cholesterol.", "IPE | decreases | LDL cholesterol"),
    ],
)
def test_results_told_another_way(stated_in: StatedIn, sentence: str, stated: str) -> None:
    assert stated in stated_in(sentence)


@pytest.mark.parametrize(
    "sentence",
    ["The t-test showed anemia.", "Heart rate was higher in the ketamine group, as was appetite."],
)
def test_what_no_result_is_about(stated_in: StatedIn, sentence: str) -> None:
    told = stated_in(sentence)
    assert not any(
        "t-test" in one or one.startswith(("Heart rate |", "appetite |")) for one in told
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "People who do not use coffee had a higher risk of gout.",
        "Pain was lower in women who did not take zinc.",
        "Women who took no zinc had a higher risk of gout.",
    ],
)
def test_what_people_did_not_take_did_nothing(stated_in: StatedIn, sentence: str) -> None:
    assert not any(one.startswith(("coffee", "zinc", "women |")) for one in stated_in(sentence))


def test_a_risk_of_nothing_is_read_by_no_pattern(claims_of: ClaimsOf) -> None:
    told = claims_of("Coffee is associated with a lower risk.")
    assert {claim.rule for claim in told} <= {"worded"}
