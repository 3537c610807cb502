"""A community's own hue, strength, paper and corners, as a small style sheet over the tokens."""

from trialogue.core.site import Site


def brand_sheet(site: Site) -> str:
    """Return the style sheet; the values are numbers, so nothing needs escaping."""
    values = {
        "hue": int(site.hue),
        "chroma": float(site.chroma),
        "paper": int(site.paper),
        "radius": float(site.radius),
    }
    lines = "".join(f" --brand-{name}: {value:g};" for name, value in values.items())
    return f"@layer tokens {{ :root {{{lines} }} }}\n"
