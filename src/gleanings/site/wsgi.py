import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gleanings.site.settings")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # see `gleanings.site.command`
django = get_wsgi_application()

# their models need Django
from gleanings.site.page_files import FilesFirst  # noqa: E402
from gleanings.site.watching.requests import watched  # noqa: E402

application = watched(FilesFirst(django))
