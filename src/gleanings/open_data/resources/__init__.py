"""What the archive consists of. A new resource is one file, and its name here."""

from gleanings.open_data.resources.articles import Articles
from gleanings.open_data.resources.asked import AskedResource
from gleanings.open_data.resources.collections import Collections
from gleanings.open_data.resources.findings import Findings
from gleanings.open_data.resources.issues import Issues
from gleanings.open_data.resources.questions import Questions
from gleanings.open_data.resources.resource import Resource
from gleanings.open_data.resources.summaries import Summaries
from gleanings.open_data.resources.syntheses import Syntheses
from gleanings.open_data.resources.terms import ResearchTypes, Topics

RESOURCES: list[Resource] = [
    Issues(),
    Summaries(),
    Articles(),
    Topics(),
    ResearchTypes(),
    Findings(),
    Questions(),
    Syntheses(),
    Collections(),
    AskedResource(),
]

__all__ = ["RESOURCES", "Resource"]
