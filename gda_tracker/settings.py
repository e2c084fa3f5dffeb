"""Settings, from the environment (prefix `GDA_`) or from `.env` in the working folder."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Any, Final, Literal, Self
from zoneinfo import available_timezones

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

_ADDRESS: Final = r"[^\s@<>\"(),;:\\]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*"
_SENDER: Final = rf"^({_ADDRESS}|[^\r\n@<>\"(),;:\\]+<{_ADDRESS}>)$"


class Settings(BaseSettings):
    """Where the register and its editions lie, and how people sign in."""

    model_config = SettingsConfigDict(
        env_prefix="GDA_", env_file=".env", extra="ignore", frozen=True, hide_input_in_errors=True
    )

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

    smtp_host: str = ""
    """The mail server; empty prints a line about each mail on the console and sends none."""

    smtp_port: Annotated[int, Field(ge=1, le=65535)] = 587
    smtp_user: str = ""
    smtp_password: SecretStr = SecretStr("")
    smtp_security: Literal["none", "starttls", "tls"] = "starttls"
    """`starttls` on port 587, `tls` on 465; `none` only for a server on this machine or a network that is trusted."""

    mail_from: Annotated[str, Field(pattern=_SENDER)] = "Green Digital Action Tracker <tracker@localhost>"
    """In whose name mail is sent: an address, or a name with an address in angle brackets."""

    mail_hourly: Annotated[int, Field(ge=1)] = 500
    """How many mails leave within an hour at most; the rest waits its turn."""

    time_zone: str = "Europe/Zurich"
    """The clocks by which reminders are scheduled and quiet times are counted."""

    quiet_hours: Annotated[str, Field(pattern=r"^(([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d)?$")] = "19:00-08:00"
    """Between which hours no reminder leaves, such as 19:00-08:00; empty for none."""

    quiet_weekends: bool = True
    """Whether reminders wait from Saturday until Monday."""

    @model_validator(mode="after")
    def _know_the_zone(self) -> Self:
        if self.time_zone not in available_timezones():
            raise ValueError("GDA_TIME_ZONE is the name of a time zone, such as Europe/Zurich.")
        return self

    @model_validator(mode="after")
    def _keep_the_password_secret(self) -> Self:
        is_here = self.smtp_host in {"localhost", "127.0.0.1", "::1"}
        if self.smtp_host and self.smtp_user and self.smtp_security == "none" and not is_here:
            raise ValueError("GDA_SMTP_SECURITY=none would send the password in the clear: use starttls or tls.")
        if self.smtp_host and self.mail_from.endswith("@localhost>"):
            raise ValueError("Set GDA_MAIL_FROM to the address that mail is sent from.")
        return self

    @property
    def is_address_assumed(self) -> bool:
        """Whether nobody said under which address people reach this app: links in mails lead to this machine then."""
        return "public_url" not in self.model_fields_set

    @property
    def post(self) -> dict[str, Any]:
        """How mail leaves, in the words of `services.sending.post_of`."""
        return {
            "host": self.smtp_host,
            "port": self.smtp_port,
            "user": self.smtp_user,
            "password": self.smtp_password.get_secret_value(),
            "security": self.smtp_security,
            "sender": self.mail_from,
            "home": self.public_url,
            "hourly": self.mail_hourly,
        }

    @property
    def quiet(self) -> dict[str, Any]:
        """When no reminder leaves, in the words of `domain.ladder.QuietTimes.of`."""
        return {"zone": self.time_zone, "hours": self.quiet_hours, "has_quiet_weekends": self.quiet_weekends}

    metrics: bool = False
    """Whether Streamlit's own figures about this process are answered at `/_stcore/metrics`; 404 else."""

    @property
    def installation(self) -> dict[str, str]:
        """What is said of this installation where its data leaves, in the words of `publishing.installation`."""
        return {
            "public_url": self.public_url.rstrip("/"),
            "licence": self.data_licence,
            "licence_url": self.data_licence_url,
            "contact_email": self.contact_email,
        }

    check_links: bool = False
    """Whether the links of evidence are opened by the server, to see that they work: public addresses alone."""

    @property
    def register_path(self) -> Path:
        """The private register."""
        return self.home / "register.duckdb"

    @property
    def editions_folder(self) -> Path:
        """The public editions."""
        return self.home / "editions"

    @property
    def backups_folder(self) -> Path:
        """Copies of the register that were made while it ran."""
        return self.home / "backups"

    @property
    def evidence_folder(self) -> Path:
        """Content-addressed evidence files."""
        return self.home / "evidence"

    @property
    def imports_folder(self) -> Path:
        """Content-addressed lists of signatories that staff brought; no address serves them."""
        return self.home / "imports"


@cache
def settings() -> Settings:
    """The settings of this process."""
    return Settings()
