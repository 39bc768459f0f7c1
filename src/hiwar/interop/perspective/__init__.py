"""The scorer for those who spoke to Perspective, and for Coral's external moderation.

`protocol` answers a request without knowing who asks; `keys` says who may; `server`
is the whole of it as one ASGI application that needs neither Django nor a newspaper.
"""
