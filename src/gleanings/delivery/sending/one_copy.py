"""One copy of a mail, to whoever wants to see it in his own mail program first."""

from gleanings.delivery.mail.issue_mail import Words
from gleanings.delivery.mail.letter import Copy
from gleanings.delivery.models import new_message_id
from gleanings.delivery.sender import domain_of_the_sender
from gleanings.delivery.sending.channel import open_channel
from gleanings.delivery.sending.editions import letter_of_the_list
from gleanings.delivery.sending.outcomes import refusal_of


def send_test(words: Words, language: str, address: str) -> str:
    """By the same road as to subscribers. What the server says against it; empty if it is taken."""
    letter = letter_of_the_list(language, words.subject, words.text, words.html)
    channel = open_channel()
    try:
        channel.send(Copy(letter, address, new_message_id(domain_of_the_sender())))
    except Exception as error:
        return refusal_of(error).answer
    finally:
        channel.close()
    return ""
