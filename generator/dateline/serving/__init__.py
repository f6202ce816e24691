"""The preview's web server: who asks is answered with the site as it is now, and told when the page
before them has changed.

In: a `Preview`, and where to listen. Knows Starlette, uvicorn and watchfiles; of the site it knows
only what the preview says.
"""

from dateline.serving.serve import Terminal, listen, serve

__all__ = ["Terminal", "listen", "serve"]
