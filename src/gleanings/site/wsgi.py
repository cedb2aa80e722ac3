import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gleanings.site.settings")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # see `gleanings.site.command`
application = get_wsgi_application()
