"""What languages are called in themselves, as menus of captions name them."""

NAMES = {
    "ar": "العربية", "bg": "Български", "bn": "বাংলা", "ca": "Català", "cs": "Čeština",
    "cy": "Cymraeg", "da": "Dansk", "de": "Deutsch", "el": "Ελληνικά", "en": "English",
    "eo": "Esperanto", "es": "Español", "et": "Eesti", "eu": "Euskara", "fa": "فارسی",
    "fi": "Suomi", "fr": "Français", "ga": "Gaeilge", "gl": "Galego", "he": "עברית",
    "hi": "हिन्दी", "hr": "Hrvatski", "hu": "Magyar", "hy": "Հայերեն", "id": "Bahasa Indonesia",
    "is": "Íslenska", "it": "Italiano", "ja": "日本語", "ka": "ქართული", "ko": "한국어",
    "lt": "Lietuvių", "lv": "Latviešu", "mk": "Македонски", "ms": "Bahasa Melayu",
    "nb": "Norsk bokmål", "nl": "Nederlands", "nn": "Norsk nynorsk", "no": "Norsk",
    "pl": "Polski", "pt": "Português", "ro": "Română", "ru": "Русский", "sk": "Slovenčina",
    "sl": "Slovenščina", "sq": "Shqip", "sr": "Српски", "sv": "Svenska", "sw": "Kiswahili",
    "ta": "தமிழ்", "te": "తెలుగు", "th": "ไทย", "tl": "Tagalog", "tr": "Türkçe",
    "uk": "Українська", "ur": "اردو", "vi": "Tiếng Việt", "zh": "中文",
}  # fmt: skip
IN_ENGLISH = {
    "Arabic": "ar", "Bulgarian": "bg", "Bengali": "bn", "Catalan": "ca", "Czech": "cs",
    "Welsh": "cy", "Danish": "da", "German": "de", "Greek": "el", "Spanish": "es",
    "Estonian": "et", "Basque": "eu", "Persian": "fa", "Finnish": "fi", "French": "fr",
    "Irish": "ga", "Galician": "gl", "Hebrew": "he", "Hindi": "hi", "Croatian": "hr",
    "Hungarian": "hu", "Armenian": "hy", "Indonesian": "id", "Icelandic": "is", "Italian": "it",
    "Japanese": "ja", "Georgian": "ka", "Korean": "ko", "Lithuanian": "lt", "Latvian": "lv",
    "Macedonian": "mk", "Malay": "ms", "Dutch": "nl", "Norwegian": "no", "Polish": "pl",
    "Portuguese": "pt", "Romanian": "ro", "Russian": "ru", "Slovak": "sk", "Slovenian": "sl",
    "Albanian": "sq", "Serbian": "sr", "Swedish": "sv", "Swahili": "sw", "Tamil": "ta",
    "Telugu": "te", "Thai": "th", "Turkish": "tr", "Ukrainian": "uk", "Urdu": "ur",
    "Vietnamese": "vi", "Chinese": "zh",
}  # fmt: skip
LEFTWARD = frozenset(
    {
        "ar",
        "ckb",
        "dv",
        "fa",
        "he",
        "ps",
        "sd",
        "syr",
        "ug",
        "ur",
        "yi",
    }
)  # written from right to left
LEFTWARD_SCRIPTS = frozenset({"adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"})
BY_NAME = {
    **{name.casefold(): tag for tag, name in NAMES.items()},
    **{name.casefold(): tag for name, tag in IN_ENGLISH.items()},
}


def is_known(tag: str) -> bool:
    """Whether its language has a name here."""
    return tag.partition("-")[0].lower() in NAMES


def tag_of(words: str) -> str:
    """The tag of a language that is typed by its name, ``German``, or as a tag, ``pt_BR``."""
    return BY_NAME.get(words.casefold()) or words.replace("_", "-")


def own_name(tag: str) -> str:
    """The name of a language by its tag (BCP 47): ``Deutsch``, ``Português (BR)``.

    A tag whose language has no name here stands for itself.
    """
    language, _, rest = tag.replace("_", "-").partition("-")
    name = NAMES.get(language.lower())
    if name is None:
        return tag
    return f"{name} ({rest})" if rest else name


def direction(tag: str | None) -> str | None:
    """``rtl`` for what is written from right to left, else None."""
    language, _, rest = (tag or "").replace("_", "-").lower().partition("-")
    script = next((part for part in rest.split("-") if len(part) == 4), "")
    is_so = script in LEFTWARD_SCRIPTS if script else language in LEFTWARD
    return "rtl" if is_so else None
