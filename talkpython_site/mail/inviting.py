"""Letters to addresses that a course was granted to: made one at a time, once nothing else waits.

So 10,000 of them hold up nobody who asks for a new password meanwhile.
"""

from datetime import datetime, timedelta

from bson import ObjectId

from talkpython_site.documents import Account, Course, Grant, Invitation, Mail
from talkpython_site.documents.visibility import is_public
from talkpython_site.mail.letters import INVITED

MOST_WAITING = 200  # that could not be handed over: more are not made before these are through
NOT_OUT_YET = timedelta(minutes=15)


def claim(now: datetime) -> Mail | None:
    """The invitation whose turn it is, as ``Mail.claim`` gives it. Raises ``PyMongoError``."""
    mail = Mail.claim({INVITED}, now)
    while mail is None and make_next(now):
        mail = Mail.claim({INVITED}, now)
    return mail


def make_next(now: datetime) -> bool:
    """Make the mail that is due longest, or let more be due; gives whether there was any.

    Those to a course that nobody sees yet wait until it is out.
    """
    if Mail.wait(INVITED, MOST_WAITING):
        return False
    due = Grant.next_letter(now) or Invitation.next_due(now)
    if due is None:
        return False
    if course_of(due.course, now) is None:
        due.put_off(now + NOT_OUT_YET)
    elif isinstance(due, Invitation):
        Grant.hand_on(due, now)
    else:
        Mail.invite(due.letter_id, INVITED, due.place, now)
        due.note_letter(now)
    return True


def course_of(course_id: ObjectId, now: datetime) -> Course | None:
    """The course that is granted, where it is out."""
    fields = ("slug", "title", "state", "published_at")
    course: Course | None = Course.objects(id=course_id).only(*fields).first()
    return course if course and is_public(course.state, course.published_at, now) else None


def recipient(mail: Mail, now: datetime) -> Account | None:
    """Whom a mail goes to; None where nobody is there any more."""
    if mail.kind == INVITED:
        return guest(mail, now)
    found: Account | None = Account.objects(id=mail.account).first()
    return found


def guest(mail: Mail, now: datetime) -> Account | None:
    """Whoever has the invited address, as a stranger; also tells the mail what its letter says.

    None where there is nothing that one could be invited to, or nobody any more.
    """
    grant = Grant.at(mail.data.get("grant", ""))
    course = grant and course_of(grant.course, now)
    if grant is None or course is None:
        return None
    invitation = Invitation.objects(id=ObjectId(grant.place.split(":")[1])).first()
    words = (invitation and invitation.words) or ""
    told = {"course": course.slug, "title": course.title, "words": words}
    mail.data = {**mail.data, **told, **({"is_taken": "yes"} if grant.taken_at else {})}
    return Account(email=grant.email)
