"""Every document class, in one place to import from."""

from typing import Any

from talkpython_site.documents.account import Account, DeletedError, UnconfirmedError
from talkpython_site.documents.account_fields import SignIn
from talkpython_site.documents.admins import LastAdminError, Roster
from talkpython_site.documents.audit_line import COMMAND_LINE, Actor, AuditLine
from talkpython_site.documents.base import (
    Changeable,
    Listed,
    NotUniqueError,
    SaveConditionError,
    Stored,
)
from talkpython_site.documents.certificate import Certificate
from talkpython_site.documents.course import Course, CourseChapter, CourseLecture
from talkpython_site.documents.course_figures import CourseFigures
from talkpython_site.documents.draft import Draft
from talkpython_site.documents.enrolment import Enrolment
from talkpython_site.documents.episode import Chapter, Enclosure, Episode, Sponsor, TranscriptLink
from talkpython_site.documents.grant import Grant
from talkpython_site.documents.import_run import ImportRun
from talkpython_site.documents.interview import Block, Interview
from talkpython_site.documents.invitation import Invitation
from talkpython_site.documents.lecture import Captions, Download, Lecture, TranscriptLine
from talkpython_site.documents.let_go import LetGo
from talkpython_site.documents.mail import Mail
from talkpython_site.documents.moments import utc_now
from talkpython_site.documents.paste import Paste
from talkpython_site.documents.person import Person
from talkpython_site.documents.personal import Personal
from talkpython_site.documents.podcast import Credit, Link, Podcast
from talkpython_site.documents.publishable import Publishable
from talkpython_site.documents.redirect import Redirect
from talkpython_site.documents.revised import Revised
from talkpython_site.documents.revision import Revision
from talkpython_site.documents.sample_load import SampleLoad
from talkpython_site.documents.states import Move, MoveError, Status
from talkpython_site.documents.tombstone import Tombstone
from talkpython_site.documents.topic import Topic
from talkpython_site.documents.tries import Tries
from talkpython_site.documents.upload import Upload

__all__ = [
    "COMMAND_LINE",
    "DOCUMENTS",
    "PERSONAL",
    "Account",
    "Actor",
    "AuditLine",
    "Block",
    "Captions",
    "Certificate",
    "Changeable",
    "Chapter",
    "Course",
    "CourseChapter",
    "CourseFigures",
    "CourseLecture",
    "Credit",
    "DeletedError",
    "Download",
    "Draft",
    "Enclosure",
    "Enrolment",
    "Episode",
    "Grant",
    "ImportRun",
    "Interview",
    "Invitation",
    "LastAdminError",
    "Lecture",
    "LetGo",
    "Link",
    "Listed",
    "Mail",
    "Move",
    "MoveError",
    "NotUniqueError",
    "Paste",
    "Person",
    "Podcast",
    "Publishable",
    "Redirect",
    "Revised",
    "Revision",
    "Roster",
    "SampleLoad",
    "SaveConditionError",
    "SignIn",
    "Sponsor",
    "Status",
    "Stored",
    "Tombstone",
    "Topic",
    "TranscriptLine",
    "TranscriptLink",
    "Tries",
    "UnconfirmedError",
    "Upload",
    "utc_now",
]

DOCUMENTS: tuple[type[Stored], ...] = (
    Podcast,
    Episode,
    Course,
    Lecture,
    Interview,
    Paste,
    Enrolment,
    Grant,
    Invitation,
    CourseFigures,
    Certificate,
    Person,
    Topic,
    Revision,
    Draft,
    Tombstone,
    Redirect,
    ImportRun,
    SampleLoad,
    Account,
    Roster,
    Mail,
    AuditLine,
    Tries,
    Upload,
    LetGo,
)
# What belongs to somebody: who is erased goes last.
PERSONAL: tuple[Any, ...] = (
    *(each for each in DOCUMENTS if issubclass(each, Personal) and each is not Account),
    Account,
)
