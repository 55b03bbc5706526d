"""The kinds of things whose forms keep themselves, as keys of things name them."""

from collections.abc import Mapping

from talkpython_site.course_saving import COURSES
from talkpython_site.episode_saving import EPISODES
from talkpython_site.interview_saving import INTERVIEWS
from talkpython_site.lecture_saving import LECTURES
from talkpython_site.podcast_saving import PODCASTS
from talkpython_site.saving import Saver

DRAFTED: Mapping[str, Saver] = {
    each.kind: each for each in (EPISODES, PODCASTS, COURSES, LECTURES, INTERVIEWS)
}
