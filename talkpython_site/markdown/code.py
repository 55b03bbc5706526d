"""Code in texts, in the colours of its language."""

import re
from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from math import inf
from time import thread_time

from pygments.lexer import Lexer
from pygments.lexers import find_lexer_class_by_name
from pygments.token import Token, _TokenType
from pygments.util import ClassNotFound

# Most lexers take quadratic time for what is made to be slow, some within one token, which no clock
# sees: of 8,000 characters 0.4 s (ini), in 30,000 a minute.
LARGEST = 8_000  # characters of one piece; what is longer stays plain
SECONDS = 1.0  # of work for all pieces of a text; what comes later stays plain
# Those that were measured: 60 patterns over and over. Left out: matlab and ocaml, which take 1 s
# for one token, and systemd, which takes cubic time.
NAMES = """
    ada apacheconf awk basemake bash batch c clojure cmake common-lisp console cpp csharp css
    cython d dart diff django docker doscon elixir elm emacs-lisp erb erlang fortran fsharp
    gherkin go graphql graphviz groovy haskell html html+django http iex ini java javascript
    json jsonld jsx julia kotlin less lua make markdown mysql nasm nginx nimrod nixos numpy
    objective-c output perl php postgresql powershell properties protobuf psql pwsh-session
    py2tb pycon pytb python racket rbcon rconsole restructuredtext robotframework ruby rust sass
    scala scheme scss splus sql sqlite3 swift tcl terraform tex text toml tsx typescript vim vue
    xml yaml zig
"""
LANGUAGES = frozenset(NAMES.split())
WORD = re.compile(r"[\w+#.-]{1,40}", re.ASCII)  # of a language, as people write it
CLASSES = {
    Token.Comment: "comment",
    Token.Keyword: "keyword",
    Token.Operator.Word: "keyword",
    Token.Name.Function: "name",
    Token.Name.Class: "name",
    Token.Name.Decorator: "name",
    Token.Name.Tag: "keyword",
    Token.Name.Builtin: "name",
    Token.Literal.String: "string",
    Token.Literal.Number: "number",
    Token.Generic.Deleted: "removed",
    Token.Generic.Inserted: "added",
    Token.Generic.Heading: "comment",
    Token.Generic.Prompt: "comment",
    Token.Generic.Output: "comment",
}

Lexed = tuple[_TokenType, str]


def painted(code: str, language: str, until: float = inf) -> str:
    """HTML of nothing but words and ``span``s with classes of ``code.css``.

    ``language`` is what stands behind the fence; of one that nobody knows, and of none, the code
    stays plain, and so does what is not done by ``until`` on the clock of this thread's work.
    """
    lexer = lexer_of(language) if len(code) <= LARGEST and thread_time() < until else None
    if lexer is None:
        return escape(code)
    try:
        return "".join(
            f'<span class="code-{name}">{words}</span>' if name and words.strip() else words
            for name, words in coloured(in_time(lexer.get_tokens(code), until))
        )
    except TimeoutError:
        return escape(code)


def in_time(tokens: Iterable[Lexed], until: float) -> Iterator[Lexed]:
    """Raises ``TimeoutError``."""
    for each in tokens:
        if thread_time() > until:
            raise TimeoutError
        yield each


def coloured(tokens: Iterable[Lexed]) -> Iterator[tuple[str | None, str]]:
    """Stretches of one class, as HTML."""
    named = ((class_of(kind), text) for kind, text in tokens)
    for name, stretch in groupby(named, key=lambda pair: pair[0]):
        yield name, escape("".join(text for _name, text in stretch))


def class_of(kind: _TokenType) -> str | None:
    """The last part of the name of a class, as the nearest kind above has one."""
    return next((CLASSES[each] for each in reversed(kind.split()) if each in CLASSES), None)


def lexer_of(language: str) -> Lexer | None:
    word = WORD.match(language.strip().lower())
    if word is None:
        return None
    try:
        found = find_lexer_class_by_name(word[0])
    except ClassNotFound:
        return None
    return found(stripnl=False, ensurenl=False) if found.aliases[0] in LANGUAGES else None
