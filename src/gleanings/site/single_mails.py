"""How a mail to one person goes out that a room beside delivery writes."""

import hashlib

from django.template.loader import render_to_string
from django.utils.translation import override

from gleanings.community.mail import Letter, Outcome
from gleanings.delivery import sender
from gleanings.delivery.mail import letter as whole
from gleanings.delivery.mail.inlining import inlined
from gleanings.delivery.mail.issue_mail import tidy
from gleanings.delivery.mail_address import normal_address
from gleanings.delivery.sending.channel import open_channel
from gleanings.delivery.sending.outcomes import NOT_AGAIN, refusal_of


class SingleMails:
    """As every other mail of the site: the same server, sender and frame."""

    def is_there(self) -> bool:
        return sender.may_subscribe()

    def normal_address(self, text: str) -> str:
        return normal_address(text)

    def send(self, letter: Letter) -> Outcome:
        channel = open_channel()
        try:
            channel.send(_copy(letter))
        except Exception as error:
            gone = refusal_of(error).meaning in NOT_AGAIN
            return Outcome.REFUSED if gone else Outcome.LATER
        finally:
            channel.close()
        return Outcome.SENT


def _copy(letter: Letter) -> whole.Copy:
    text = tidy(letter.text)
    with override(letter.language):
        context = {
            "language": letter.language,
            "network_name": sender.name_in(letter.language),
            "look": sender.network(),
            "subject": letter.subject,
            "words": text,
        }
        html = inlined(render_to_string("delivery/mail/single.html", context))
    made = whole.Letter(
        sender.sender_in(letter.language),
        " ".join(letter.subject.split()),
        text,
        html,
        sender.usual_headers(letter.language),
    )
    name = hashlib.sha256(f"{letter.name} {letter.to}".encode()).hexdigest()[:32]
    return whole.Copy(made, letter.to, f"{name}@{sender.domain_of_the_sender()}")
