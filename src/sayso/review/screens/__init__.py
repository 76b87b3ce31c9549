"""What each screen shows, made from a ledger: one module for each, connection in, record out."""
