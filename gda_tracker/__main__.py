"""`python -m gda_tracker …`."""

from .cli import main

if __name__ == "__main__":
    main()
