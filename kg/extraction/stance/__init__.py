"""How a sentence states a claim: polarity, certainty, wording, study design, qualifiers."""
