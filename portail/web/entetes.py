"""What every answer says to the browser: strict content policy, no private page kept, no frame (securite.md, M6)."""

from flask import Flask, Response, request

from portail.config import HTMX_CDN, Reglages

_PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=()"


def brancher(app: Flask, reglages: Reglages) -> None:
    csp = politique(reglages)

    @app.after_request
    def _poser(reponse: Response) -> Response:
        entetes = reponse.headers
        entetes.setdefault("Content-Security-Policy", csp)
        entetes["X-Content-Type-Options"] = "nosniff"
        entetes["X-Frame-Options"] = "DENY"
        entetes.setdefault("Referrer-Policy", "same-origin")
        entetes["Cross-Origin-Opener-Policy"] = "same-origin"
        entetes["Cross-Origin-Embedder-Policy"] = "require-corp"  # htmx of the CDN comes by CORS: crossorigin, SRI
        entetes["Cross-Origin-Resource-Policy"] = "same-origin"
        entetes["Permissions-Policy"] = _PERMISSIONS
        if reglages.https:  # no `preload`: that binds every host of the domain, see decision 0041
            entetes["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
        if request.endpoint == "static" and reponse.status_code == 200 and request.args.get("v"):
            entetes["Cache-Control"] = "public, max-age=31536000, immutable"
        elif request.endpoint != "static":
            entetes["Cache-Control"] = "no-store"
        return reponse


def politique(reglages: Reglages) -> str:
    """The Content-Security-Policy: nothing inline, nothing from elsewhere but the pinned htmx file."""
    scripts = "'self'" if reglages.htmx == "local" else f"'self' {HTMX_CDN}"
    directives = [
        "default-src 'none'",
        f"script-src {scripts}",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    ]
    if reglages.https:
        directives.append("upgrade-insecure-requests")
    return "; ".join(directives)
