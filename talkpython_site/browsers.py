"""What browsers are called, by the lines in which they name themselves."""

# Each says the names of those below it too: the first that is found is right.
NAMES = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Vivaldi/", "Vivaldi"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chromium/", "Chromium"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
    ("curl/", "curl"),
)
SYSTEMS = (
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "a Mac"),
    ("Linux", "Linux"),
)


def browser_words(agent: str | None) -> str:
    """A browser and where it runs: ``Firefox on Linux``, ``Safari on an iPhone``."""
    name = first_of(NAMES, agent or "") or "A browser"
    system = first_of(SYSTEMS, agent or "")
    return f"{name} on {system}" if system else name


def first_of(known: tuple[tuple[str, str], ...], agent: str) -> str | None:
    return next((words for mark, words in known if mark in agent), None)
