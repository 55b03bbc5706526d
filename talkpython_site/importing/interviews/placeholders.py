"""Words that stand for who has no name in a text: "Interviewer:", "Guest:", "Speaker 1:"."""

from talkpython_site.documents.folding import fold
from talkpython_site.importing.interviews.parsed import ANSWERS, ASKS

ASKING = """
    interviewer, host, co-host, moderator, reporter, journalist,
    interviewerin, moderatorin, gastgeber, gastgeberin, frage, fragesteller, fragestellerin,
    intervieweur, intervieweuse, animateur, animatrice, modérateur, modératrice, journaliste,
    entrevistador, entrevistadora, moderador, moderadora, presentador, presentadora, periodista,
    pregunta
"""
ANSWERING = """
    interviewee, guest, interviewpartner, interviewpartnerin, interviewter, interviewte, befragter,
    befragte, gast, antwort, interviewé, interviewée, invité, invitée, réponse, entrevistado,
    entrevistada, invitado, invitada, respuesta
"""
SPEAKING = """
    speaker, narrator, voice, unknown, unknown speaker, audience, participant, respondent,
    sprecher, sprecherin, erzähler, erzählerin, stimme, publikum, teilnehmer, teilnehmerin,
    locuteur, locutrice, intervenant, intervenante, narrateur, narratrice, voix,
    hablante, orador, oradora, locutor, locutora, narrador, narradora, voz
"""
DOES = {
    fold(word): does
    for words, does in ((ASKING, ASKS), (ANSWERING, ANSWERS), (SPEAKING, ""))
    for word in words.split(",")
}
NUMBER = "0123456789 .#"


def is_placeholder(key: str) -> bool:
    return key.rstrip(NUMBER) in DOES


def does_of(key: str) -> str:
    """What such a word says that somebody does; "" where it says nothing, or of names."""
    return DOES.get(key.rstrip(NUMBER), "")


def is_evident(key: str) -> bool:
    """Whether it says all that is to be known: it is one, and asks or answers."""
    return bool(DOES.get(key))
