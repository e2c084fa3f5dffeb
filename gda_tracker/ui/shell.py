"""The entry script of every run: navigation, header, the page, footer."""

from gda_tracker.ui.frame import footer, header
from gda_tracker.ui.navigation import navigation
from gda_tracker.ui.session import actor, text


def main() -> None:
    """One run."""
    t, who = text(), actor()
    page = navigation(who, t)
    header(who, t)
    try:
        page.run()
    finally:  # A page that stops early has its footer, too.
        footer(who, t)


main()
