"""The network as its mails show it."""

from gleanings.delivery.sender import Network
from gleanings.site import branding
from gleanings.site.models import NetworkSettings


def as_mails_show_it() -> Network:
    """Replies go to the address at the foot of every page; the accent is the pages' own."""
    network = NetworkSettings.objects.first()
    if network is None:
        return Network()
    if not network.accent:
        return Network(reply_to=network.contact_email)
    dark = network.accent_dark or branding.dark_accent(network.accent)
    return Network(network.contact_email, network.accent, dark)
