"""Every address of the site, grouped by feature."""

from pyramid.config import Configurator

PICTURES = "/pictures"  # stored texts hold addresses of ``pictures.show``, which are below it


def includeme(config: Configurator) -> None:
    """One name, one address."""
    listening(config)
    learning(config)
    previews(config)
    accounts(config)
    administration(config)
    writing(config)
    showing(config)
    teaching(config)
    asking(config)
    naming(config)
    machines(config)


def listening(config: Configurator) -> None:
    """Episodes and what they belong to; a key and a slug never hold a slash."""
    config.add_route("home", "/")

    config.add_route("episodes.index", "/episodes")
    config.add_route("episodes.chapters", "/episodes/{podcast}/{key}/chapters.json")
    config.add_route(
        "episodes.audio",  # every ending of ``media.TYPES``
        "/episodes/{podcast}/{key}/{slug}.{ending:mp3|m4[abv]|mp4|aac|og[ag]|opus|flac|wav|webm|mov}",
    )
    config.add_route("episodes.show", "/episodes/{podcast}/{key}/{slug}")
    config.add_route("episodes.bare", "/episodes/{podcast}/{key}")

    config.add_route("podcasts.index", "/podcasts")
    config.add_route("podcasts.show", "/podcasts/{podcast}")
    config.add_route("podcasts.feed", "/podcasts/{podcast}/feed.xml")

    config.add_route("interviews.index", "/interviews")
    config.add_route("interviews.feed", "/interviews/feed.xml")
    config.add_route("interviews.show", "/interviews/{slug}")

    config.add_route("people.index", "/people")
    config.add_route("people.show", "/people/{slug}")

    config.add_route("topics.index", "/topics")
    config.add_route("topics.show", "/topics/{slug}")

    config.add_route("pages.show", "/{page:about|privacy|imprint}")


def learning(config: Configurator) -> None:
    """Courses and their lectures."""
    config.add_route("courses.index", "/courses")
    config.add_route("courses.show", "/courses/{course}")
    config.add_route("courses.enrol", "/courses/{course}/enrol")
    config.add_route("courses.leave", "/courses/{course}/leave")
    # A lecture may have the slug "done", or that of any other.
    config.add_route(
        "courses.done", r"/courses/{course}/{lecture:\d{1,9}}/done", request_method="POST"
    )
    config.add_route(
        "courses.progress", r"/courses/{course}/{lecture:\d{1,9}}/progress", request_method="POST"
    )
    config.add_route("courses.video", r"/courses/{course}/{lecture:\d{1,9}}/video.mp4")
    config.add_route(
        "courses.captions", r"/courses/{course}/{lecture:\d{1,9}}/captions.{language}.vtt"
    )
    config.add_route("courses.file", r"/courses/{course}/{lecture:\d{1,9}}/files/{name}")
    config.add_route("courses.lecture", r"/courses/{course}/{lecture:\d{1,9}}/{slug}")
    config.add_route("courses.bare_lecture", r"/courses/{course}/{lecture:\d{1,9}}")

    config.add_route("certificates.show", "/certificates/{code}")
    config.add_route("certificates.anew", "/certificates/{code}/anew", request_method="POST")


def previews(config: Configurator) -> None:
    """What is not out yet, for who has its secret link."""
    config.add_route("preview.show", "/preview/{token}")
    config.add_route("preview.chapters", "/preview/{token}/chapters.json")
    config.add_route("preview.item", "/preview/{token}/item.xml")
    config.add_route(
        "preview.audio",
        "/preview/{token}/audio.{ending:mp3|m4[abv]|mp4|aac|og[ag]|opus|flac|wav|webm|mov}",
    )
    config.add_route("preview.lecture", r"/preview/{token}/{lecture:\d{1,9}}")
    config.add_route("preview.video", r"/preview/{token}/{lecture:\d{1,9}}/video.mp4")
    config.add_route(
        "preview.captions", r"/preview/{token}/{lecture:\d{1,9}}/captions.{language}.vtt"
    )
    config.add_route("preview.file", r"/preview/{token}/{lecture:\d{1,9}}/files/{name}")


def accounts(config: Configurator) -> None:
    """Registering, signing in, and what is one's own."""
    config.add_route("account.register", "/register")
    config.add_route("account.sign_in", "/sign-in")
    config.add_route("account.take_back", "/sign-in/take-back")
    config.add_route("account.sign_out", "/sign-out")
    config.add_route("account.signed_out", "/signed-out")
    config.add_route("account.forgotten", "/reset")
    config.add_route("account.reset_sent", "/reset/sent")
    config.add_route("account.reset_done", "/reset/done")
    config.add_route("account.reset", "/reset/{token}")
    config.add_route("account.confirm", "/confirm/{token}")
    config.add_route("account.confirmed", "/confirmed")
    config.add_route("account.show", "/account")
    config.add_route("account.name", "/account/name")
    config.add_route("account.email", "/account/email")
    config.add_route("account.confirmation", "/account/confirmation")
    config.add_route("account.password", "/account/password")
    config.add_route("account.second_factor", "/account/second-factor")
    config.add_route("account.second_factor_off", "/account/second-factor/off")
    config.add_route("account.recovery_codes", "/account/recovery-codes")
    config.add_route("account.sign_ins", "/account/sign-ins")
    config.add_route("account.courses", "/account/courses")
    config.add_route("account.export", "/account/export")
    config.add_route("account.delete", "/account/delete")
    config.add_route("account.deleted", "/account-deleted")


def administration(config: Configurator) -> None:
    """What admins and editors see, and mails in development."""
    config.add_route("admin.overview", "/admin")
    config.add_route("admin.episodes", "/admin/episodes")
    config.add_route("admin.episodes_binned", "/admin/episodes/bin")
    config.add_route("admin.episode_new", "/admin/episodes/new")
    config.add_route("admin.episode_files", "/admin/episodes/files")
    config.add_route("admin.episode", "/admin/episodes/{id}")
    config.add_route("admin.episode_move", "/admin/episodes/{id}/move")
    config.add_route("admin.episode_preview", "/admin/episodes/{id}/preview")
    config.add_route("admin.episode_revisions", "/admin/episodes/{id}/revisions")
    config.add_route("admin.episode_revision", "/admin/episodes/{id}/revisions/{number}")
    config.add_route("admin.accounts", "/admin/accounts")
    config.add_route("admin.account", "/admin/accounts/{id}")
    config.add_route("admin.audit", "/admin/audit")
    config.add_route("admin.mails", "/admin/mails")
    config.add_route("admin.mail_retry", "/admin/mails/{id}/retry")

    config.add_route("dev.mails", "/dev/mail")
    config.add_route("dev.mail", "/dev/mail/{id}")


def writing(config: Configurator) -> None:
    """What the form of an episode asks while it is filled."""
    config.add_route("admin.pictures", "/admin/pictures")
    config.add_route("admin.uploads", "/admin/uploads")
    config.add_route("admin.upload", "/admin/uploads/{id}")
    config.add_route("admin.names", "/admin/names")
    config.add_route("admin.slugs", "/admin/slugs")
    config.add_route("admin.drafts", "/admin/drafts")
    config.add_route("admin.drafts_thrown", "/admin/drafts/thrown")
    config.add_route("admin.notes", "/admin/notes")


def showing(config: Configurator) -> None:
    """Podcasts for their editors."""
    config.add_route("admin.podcasts", "/admin/podcasts")
    config.add_route("admin.podcast_new", "/admin/podcasts/new")
    config.add_route("admin.podcast_files", "/admin/podcasts/files")
    config.add_route("admin.podcast", "/admin/podcasts/{id}")
    config.add_route("admin.podcast_revisions", "/admin/podcasts/{id}/revisions")
    config.add_route("admin.podcast_revision", "/admin/podcasts/{id}/revisions/{number}")


def teaching(config: Configurator) -> None:
    """Courses and lectures for who edits them."""
    config.add_route("admin.courses", "/admin/courses")
    config.add_route("admin.courses_binned", "/admin/courses/bin")
    config.add_route("admin.course_new", "/admin/courses/new")
    config.add_route("admin.course_files", "/admin/courses/files")
    config.add_route("admin.course", "/admin/courses/{id}")
    config.add_route("admin.course_move", "/admin/courses/{id}/move")
    config.add_route("admin.course_preview", "/admin/courses/{id}/preview")
    config.add_route("admin.course_revisions", "/admin/courses/{id}/revisions")
    config.add_route("admin.course_revision", "/admin/courses/{id}/revisions/{number}")
    config.add_route("admin.course_students", "/admin/courses/{id}/students")
    config.add_route("admin.course_grants", "/admin/courses/{id}/grants")
    config.add_route("admin.lecture_files", "/admin/lectures/files")
    config.add_route("admin.lecture", "/admin/lectures/{id}")
    config.add_route("admin.lecture_revisions", "/admin/lectures/{id}/revisions")
    config.add_route("admin.lecture_revision", "/admin/lectures/{id}/revisions/{number}")


def asking(config: Configurator) -> None:
    """Interviews for who edits them."""
    config.add_route("admin.interviews", "/admin/interviews")
    config.add_route("admin.interviews_binned", "/admin/interviews/bin")
    config.add_route("admin.interview_new", "/admin/interviews/new")
    config.add_route("admin.interview_files", "/admin/interviews/files")
    config.add_route("admin.interview", "/admin/interviews/{id}")
    config.add_route("admin.interview_move", "/admin/interviews/{id}/move")
    config.add_route("admin.interview_preview", "/admin/interviews/{id}/preview")
    config.add_route("admin.interview_paste", "/admin/interviews/{id}/pastes/{paste}")
    config.add_route("admin.interview_revisions", "/admin/interviews/{id}/revisions")
    config.add_route("admin.interview_revision", "/admin/interviews/{id}/revisions/{number}")


def naming(config: Configurator) -> None:
    """People, topics and redirects for who manages them."""
    config.add_route("admin.people", "/admin/people")
    config.add_route("admin.people_one", "/admin/people/{id}")
    config.add_route("admin.people_merge", "/admin/people/{id}/merge")
    config.add_route("admin.people_back", "/admin/people/{id}/revisions/{number}")
    config.add_route("admin.topics", "/admin/topics")
    config.add_route("admin.topics_one", "/admin/topics/{id}")
    config.add_route("admin.topics_merge", "/admin/topics/{id}/merge")
    config.add_route("admin.topics_back", "/admin/topics/{id}/revisions/{number}")
    config.add_route("admin.redirects", "/admin/redirects")
    config.add_route("admin.redirects_removed", "/admin/redirects/removed")


def machines(config: Configurator) -> None:
    """Pictures, and what programs ask for."""
    config.add_route("pictures.drawing", "/pictures/{name}.svg")
    config.add_route("pictures.large_drawing", "/pictures/{name}.png")
    config.add_route("pictures.show", "/pictures/{hash}/{width}.{ending}")

    config.add_route("machines.sitemap", "/sitemap.xml")
    config.add_route("machines.llms", "/llms.txt")
    config.add_route("machines.robots", "/robots.txt")
    config.add_route("machines.favicon", "/favicon.ico")
    config.add_route("machines.touch_icon", "/apple-touch-icon.png")

    config.add_route("health.healthz", "/healthz")
    config.add_route("health.readyz", "/readyz")
    config.add_route("metrics", "/metrics")
