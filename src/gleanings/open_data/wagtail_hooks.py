"""What the open data have done when its time comes."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from gleanings.digest.clock import Work
from gleanings.open_data.dumps.nightly import AFTER_A_FAILURE, WORK, write_when_due


@hooks.register("gleanings_clock", order=1)
def nightly_dumps() -> Work:
    return Work(
        WORK,
        write_when_due,
        _("The nightly open-data files were not written. Readers still find the previous ones."),
        pause=AFTER_A_FAILURE,
    )
