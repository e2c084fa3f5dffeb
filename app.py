"""The ASGI application: Streamlit pages, our own routes, first paint, compression, security headers.

Start it with `streamlit run app.py`.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

import streamlit as st  # noqa: E402

from gda_tracker.web.middleware import middleware  # noqa: E402
from gda_tracker.web.routes import routes  # noqa: E402
from gda_tracker.web.startup import lifespan  # noqa: E402

app = st.App(ROOT / "gda_tracker" / "ui" / "shell.py", routes=routes(), middleware=middleware(), lifespan=lifespan)
