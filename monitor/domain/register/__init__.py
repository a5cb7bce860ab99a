"""What people write down about a partnership: agreements, the log, the glossary."""
