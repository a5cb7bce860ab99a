"""The page on which a cooperation is ended well."""
