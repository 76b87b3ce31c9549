"""The review page: a server for one ledger on this machine, and the page that it gives out."""
