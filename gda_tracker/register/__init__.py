"""The private store: all SQL of the register."""

from .connecting import RegisterHeld, RegisterProblem
from .database import Change, Register

__all__ = ["Change", "Register", "RegisterHeld", "RegisterProblem"]
