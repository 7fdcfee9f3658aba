"""Where things lie inside the sandbox."""

HOME = "/student"  # the student's working folder: private, writable, capped
SHARED_MEMORY = "/dev/shm"  # noqa: S108 - semaphores and shared memory: private, capped
HANDED_OUT = "/handed-out"  # read-only files of the assignment, copied or linked into HOME
