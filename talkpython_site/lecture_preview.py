"""The text of a lecture as its page will show it, before anything is saved."""

from pyramid.request import Request

from talkpython_site.forms.lecture_reading import read_text
from talkpython_site.lecture_places import place_of
from talkpython_site.lecture_saving import LECTURES, address_of
from talkpython_site.lecture_writing import write_text
from talkpython_site.markdown import SafeHtml
from talkpython_site.notes_preview import Preview


def previewed(request: Request) -> Preview:
    """Of the form that was sent."""
    sent = LECTURES.as_typed(request)
    lecture, form, place = sent.thing, sent.form, place_of(request, sent.thing)
    form.wanted = form.texts
    language = place.course.language if place else None
    try:
        source = read_text(form)
    except ValueError as error:
        return Preview(SafeHtml(), language, str(error))
    write_text(lecture, source, address_of(request, lecture), request.registry.pictures.size)
    return Preview(SafeHtml(lecture.text_html or ""), language)
