"""The field with the outline of a course; new titles are typed beside it."""

from typing import Any

from wtforms.utils import unset_value

from talkpython_site.course_outline_text import read_outline_lines, text_of
from talkpython_site.episode_lines import on_one_line
from talkpython_site.forms.order_field import OrderField
from talkpython_site.outline_editing import with_new

IN_CHAPTER = "outline_in_"  # a field for the title of a new lecture, before the chapter's name
CHAPTER = "outline_chapter"  # one for that of a new chapter
TYPED = (IN_CHAPTER, CHAPTER)


class OutlineField(OrderField):
    """Its text has what was typed beside it, whichever button the form is sent by."""

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        super().process(formdata, data, extra_filters)
        names = [name for name in formdata or () if name.startswith(TYPED)]
        typed = {name: on_one_line(formdata.getlist(name)[0]) for name in names}
        lectures = {
            name.removeprefix(IN_CHAPTER): title
            for name, title in typed.items()
            if name.startswith(IN_CHAPTER) and title
        }
        chapter = typed.get(CHAPTER, "")
        self.has_new = bool(lectures or chapter)
        if self.has_new:
            self.data = text_of(with_new(read_outline_lines(self.data or ""), lectures, chapter))
