"""Use cases of coming in: passwords, second factors, sign-ins, and the first account."""
