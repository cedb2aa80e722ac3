"""What the demo's network says of itself in the head and the foot of its pages."""

from gleanings.digest import demo
from gleanings.site.languages import language_choices
from gleanings.site.models import NetworkSettings, NetworkWords


def introduce_demo_network() -> None:
    """Tagline, notice and contact in each language that the demo speaks."""
    record = demo.network()
    network = NetworkSettings.load()
    network.contact_email = record["contact"]["email"]
    network.words = [
        NetworkWords(
            language=language,
            tagline=record["tagline"][language],
            notice=record["demo_notice"][language],
        )
        for language, _name in language_choices()
        if language in record["tagline"]
    ]
    network.save()
