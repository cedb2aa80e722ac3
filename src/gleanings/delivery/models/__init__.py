from gleanings.delivery.models.link import Link
from gleanings.delivery.models.link_request import LinkRequest, Purpose
from gleanings.delivery.models.mailing import (
    ALERTS,
    OPEN,
    URGENT,
    Delivery,
    Edition,
    Kind,
    Mailing,
    State,
    new_message_id,
)
from gleanings.delivery.models.subscriber import (
    Frequency,
    Source,
    Standing,
    Subscriber,
    SubscriberLeftOut,
    SubscriberTopic,
    SubscriberType,
)

__all__ = [
    "ALERTS",
    "OPEN",
    "URGENT",
    "Delivery",
    "Edition",
    "Frequency",
    "Kind",
    "Link",
    "LinkRequest",
    "Mailing",
    "Purpose",
    "Source",
    "Standing",
    "State",
    "Subscriber",
    "SubscriberLeftOut",
    "SubscriberTopic",
    "SubscriberType",
    "new_message_id",
]
