"""Shared Streamlit pieces: shell, session, navigation, cached reads, charts, filters."""
