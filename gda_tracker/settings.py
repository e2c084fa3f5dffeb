"""Settings, from the environment (prefix `GDA_`) or from `.env` in the working folder."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Where the register and its editions lie, and how people sign in."""

    model_config = SettingsConfigDict(env_prefix="GDA_", env_file=".env", extra="ignore", frozen=True)

    home: Path = Path("var")
    public_url: str = "http://localhost:8501"
    session_hours: float = 12
    secure_cookies: bool = False
    """Set when the app is served over HTTPS, so that the cookie never travels in the clear."""

    data_licence: str = "CC BY 4.0"
    data_licence_url: str = "https://creativecommons.org/licenses/by/4.0/"
    """Under which licence this installation publishes its editions; a choice of whoever runs it."""

    contact_email: Annotated[str, Field(pattern=r"^([^\s@<>\"?&,;:%]+@[A-Za-z0-9.-]+)?$")] = ""
    """The secretariat's address, to which visitors write about a good practice; empty shows none."""

    @property
    def register_path(self) -> Path:
        """The private register."""
        return self.home / "register.duckdb"

    @property
    def editions_folder(self) -> Path:
        """The public editions."""
        return self.home / "editions"

    @property
    def evidence_folder(self) -> Path:
        """Content-addressed evidence files."""
        return self.home / "evidence"


@cache
def settings() -> Settings:
    """The settings of this process."""
    return Settings()
