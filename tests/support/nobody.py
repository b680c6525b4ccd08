"""Running a part of a test in a child, or as a user who may read and not write."""

import os
import sys


def in_child(work):
    """Run a function in a child; return its exit status."""
    child = os.fork()
    if not child:
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - the child must end here
            sys.stderr.write(f"{type(error).__name__}: {error}\n")
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def as_nobody(work):
    """Run a function in a child that may read and not write; return its exit status."""

    def as_another():
        if os.getuid() == 0:
            os.setgid(65534)
            os.setuid(65534)
        work()

    return in_child(as_another)
