"""``python -m talkpython_site.scripts``: the command line where its script is not on PATH."""

from talkpython_site.scripts import main

main(prog_name="talkpython")
