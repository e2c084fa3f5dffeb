"""A body of a demonstration says beside its name that it is invented."""

from tests.charts.test_sentences import context


def test_an_invented_body_is_marked_once_and_a_real_one_never() -> None:
    invented = context(is_demonstration=True)
    assert invented.named("Algérie") == "Algérie (demonstration)"
    assert invented.named("Algeria (demonstration)") == "Algeria (demonstration)"
    assert context().named("Algeria") == "Algeria"
