"""The address by which a clinician writes without an account: signed, and good for some weeks."""

from django.core import signing
from django.urls import reverse
from django.utils.translation import override

from gleanings.community.models import ClinicalCommentary
from gleanings.digest.addresses import absolute

_signer = signing.Signer(salt="gleanings.community.commentary")


def token_of(commentary: ClinicalCommentary) -> str:
    return _signer.sign(f"{commentary.pk}.{commentary.link_number}")


def address_to_write(commentary: ClinicalCommentary) -> str:
    with override(commentary.language):
        return absolute(reverse("write_commentary", args=[token_of(commentary)]))


def commentary_of(token: str) -> ClinicalCommentary | None:
    """None for a link that was made up, or that a newer one took the place of.

    Until when it is good stands in the row, so that an editor can end it.
    """
    try:
        key, _dot, number = _signer.unsign(token).partition(".")
    except signing.BadSignature:
        return None
    rows = ClinicalCommentary.objects.select_related("summary")
    return rows.filter(pk=key, link_number=number).first()
