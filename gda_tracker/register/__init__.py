"""The private store: all SQL of the register."""

from .database import Change, Register, RegisterHeld, RegisterProblem

__all__ = ["Change", "Register", "RegisterHeld", "RegisterProblem"]
