"""Uploaded pictures are decoded whole before they are taken: a cut file fails here, in words."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image
from wagtail.images.forms import BaseImageForm


class WholeImageForm(BaseImageForm):
    """Named in ``WAGTAILIMAGES_IMAGE_FORM_BASE``."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # a picture that is there already is edited without its file
        if field := self.fields.get("file"):
            field.to_python = _whole(field.to_python)


def _whole(to_python: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Wagtail opens a picture to see its kind and size, which a cut file often passes."""

    def read(data: Any) -> Any:
        try:
            file = to_python(data)
            if file:
                _decode(file)
        except ValidationError:
            raise
        # decoders raise a dozen kinds, and a picture never is worth a 500
        except Exception as error:
            raise ValidationError(
                _(
                    "The picture cannot be read: the file is cut short or damaged. Save or "
                    "download it again, then upload it again."
                ),
                code="invalid_image",
            ) from error
        return file

    return read


def _decode(file: Any) -> None:
    file.seek(0)
    with Image.open(file) as picture:
        for frame in range(getattr(picture, "n_frames", 1)):
            picture.seek(frame)
            picture.load()
    file.seek(0)
