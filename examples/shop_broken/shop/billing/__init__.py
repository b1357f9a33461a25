"""Invoices."""

CURRENCY = "EUR"  # FAC402: code that every import of the package runs
