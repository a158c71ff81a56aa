"""Spoilers: trust after attacks, and how long a peace lasts under them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.models.spoilers import peace_survival, trust_after_attack

share = st.floats(0.01, 0.99)


def test_numbers_as_derived() -> None:
    assert trust_after_attack(0.6, 0.3, 0.8) == pytest.approx(0.36)
    assert peace_survival(0.05, 12) == pytest.approx(0.54036, abs=5e-6)


@given(share, share, share)
def test_an_attack_that_insincerity_makes_likelier_lowers_trust(
    trust: float, sincere: float, insincere: float
) -> None:
    after = trust_after_attack(trust, sincere, insincere)
    assert 0 <= after <= 1
    assert (after < trust) == (sincere < insincere) or after == pytest.approx(trust)


@given(share, st.integers(0, 60))
def test_survival_is_one_month_after_another(risk: float, months: int) -> None:
    assert peace_survival(risk, months + 1) == pytest.approx(
        peace_survival(risk, months) * (1 - risk)
    )


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: trust_after_attack(2, 0.1, 0.2), "trust must be from 0 to 1"),
        (lambda: trust_after_attack(0.5, -1, 0.2), "if_sincere must be from 0 to 1"),
        (lambda: trust_after_attack(0.5, 0.1, 2), "if_insincere must be from 0 to 1"),
        (lambda: trust_after_attack(0.5, 0.1, 0.2, -1), "attacks must be at least 0"),
        (lambda: peace_survival(2, 1), "attack_probability must be from 0 to 1"),
        (lambda: peace_survival(0.1, -1), "months must be at least 0"),
    ],
)
def test_bad_input_is_refused_in_words(call: object, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        call()  # type: ignore[operator]
