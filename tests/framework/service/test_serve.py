"""What `autograder serve` does before its first page."""

import socket

from autograder.service.serve import Where, _listening


def test_it_listens_before_it_says_its_address():
    """A program that reads the address may connect at once; it waits for the pages."""
    with _listening(Where(port=0)) as listener:
        place = listener.getsockname()
        with socket.create_connection(place, timeout=10) as connection:
            assert connection.getpeername() == place
