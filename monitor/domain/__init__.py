"""Pure rules of the check-in: values in, values out; no framework, no clock, no storage."""
