"""The tracker of the COP29 Declaration on Green Digital Action."""
