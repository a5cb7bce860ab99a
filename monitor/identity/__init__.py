"""Talks to the OpenID provider where people of an organisation sign in already."""
