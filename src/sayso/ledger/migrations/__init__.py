"""Steps that bring a ledger of an older version to this one."""
