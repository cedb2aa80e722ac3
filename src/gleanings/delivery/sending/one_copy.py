"""One copy of a mail, to whoever wants to see it in his own mail program first."""

from gleanings.delivery import sender
from gleanings.delivery.mail import links
from gleanings.delivery.mail.issue_mail import Words
from gleanings.delivery.mail.letter import Envelope, Letter
from gleanings.delivery.models import new_message_id
from gleanings.delivery.sending.channel import open_channel
from gleanings.delivery.sending.editions import list_headers
from gleanings.delivery.sending.outcomes import refusal_of


def send_test(words: Words, language: str, address: str) -> str:
    """By the same road as to subscribers. What the server says against it; empty if it is taken."""
    who_sends = sender.sender_in(language)
    envelope = Envelope(who_sends, words.subject, list_headers(language))
    leaving = links.leaving(language)
    letter = Letter(
        who_sends,
        address,
        words.subject,
        words.text,
        words.html,
        new_message_id(sender.domain_of_the_sender()),
        {
            "List-Unsubscribe": f"<{leaving}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
    channel = open_channel()
    try:
        channel.send(letter, envelope)
    except Exception as error:
        return refusal_of(error).answer
    finally:
        channel.close()
    return ""
