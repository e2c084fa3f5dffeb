"""A place to drop a file; what Streamlit turns away unread is told in our words, in the page's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from ..i18n import Text
from .templating import drawn

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile


def file_field(t: Text, label: str, kinds: str, key: str) -> UploadedFile | None:
    """The dropped file, of whatever kind: its content is judged by who asks, in a sentence of its own.

    `kinds` says which kinds are read, such as “PDF or PNG”. A file over the limit never arrives: the browser holds it
    back and says so only to the pointer, in English. The sentence for it stands ready and the style shows it (see
    upload.css), for no event of it reaches the server.
    """
    limit = st.get_option("server.maxUploadSize")
    with st.container(key=f"file-field-{key}", gap=None):
        file = st.file_uploader(label, key=key)
        told = t("{kinds}, up to {limit} MB.", kinds=kinds, limit=limit)
        held = t(
            "This file was not taken: it is larger than {limit} MB. Make it smaller or split it, and choose it again.",
            limit=limit,
        )
        st.html(drawn("file_field.html.j2", told=told, held=held))
    return file
