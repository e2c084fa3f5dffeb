"""What is served besides Streamlit: first paint, files, sign-in, security headers."""
