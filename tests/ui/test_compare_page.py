"""A name on a button is a name, whatever signs it holds."""

import pytest

from gda_tracker.ui.compare_page import literal


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Kenya", "Kenya"),
        ("Côte d’Ivoire", "Côte d’Ivoire"),
        ("![x](http://e)", r"\!\[x\]\(http\:\/\/e\)"),
        (":red[a] $b$ <i> \\", r"\:red\[a\] \$b\$ \<i\> \\"),
    ],
)
def test_markdown_in_a_name_stays_as_it_is_written(name: str, shown: str) -> None:
    assert literal(name) == shown
