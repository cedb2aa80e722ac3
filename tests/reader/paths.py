"""One of every kind of address; {} is the language."""

PATHS = [
    "/{}/",
    "/{}/2018-03/",
    "/{}/2018-02/",
    "/{}/2018-03/homework-helps/",
    "/{}/2018-02/alliance-helps/",
    "/{}/topics/",
    "/{}/topics/depression/",
    "/{}/types/",
    "/{}/types/meta-analysis/",
    "/{}/archive/",
    "/{}/words-for-numbers/",
    "/{}/archive/2018/",
    "/{}/feed.atom",
    "/{}/feed.rss",
    "/{}/topics/depression/feed.atom",
    "/{}/types/meta-analysis/feed.rss",
    "/{}/2018-03/feed.atom",
    "/sitemap.xml",
    "/{}/nowhere/",
]
