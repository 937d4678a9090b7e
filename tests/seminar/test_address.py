"""Where phones find a room."""

from __future__ import annotations

import contextlib
import socket

import pytest

from game.seminar.address import Address, NoPortError, listening, qr_lines, qr_svg


def test_the_code_to_scan_is_in_capitals_and_fits_a_small_terminal() -> None:
    address = Address("http://192.168.100.200:8000", "K7QF")
    assert address.room == "HTTP://192.168.100.200:8000/K7QF"
    assert address.short == "192.168.100.200:8000/K7QF"
    rows = qr_lines(address.room)
    assert len(rows) == 15
    assert {len(row) for row in rows} == {29}


def test_a_public_address_keeps_its_path_as_it_is_written() -> None:
    assert Address("https://example.org/Rooms", "K7QF").room == "https://example.org/Rooms/K7QF"
    assert Address("https://example.org", "K7QF").short == "https://example.org/K7QF"


def test_the_picture_of_a_code_needs_no_style_and_no_script() -> None:
    picture = qr_svg("HTTP://10.0.0.5:8000/K7QF")
    assert picture.startswith("<svg")
    assert "style" not in picture
    assert "script" not in picture


def test_a_port_that_is_taken_is_passed_by() -> None:
    with contextlib.closing(listening("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with contextlib.closing(listening("127.0.0.1", port)) as other:
            assert other.getsockname()[1] > port


def test_a_port_beyond_the_last_is_refused_with_a_sentence() -> None:
    with pytest.raises(NoPortError, match="no port from 65536"):
        listening("127.0.0.1", 65_536)


def test_answers_are_sent_at_once() -> None:
    """The event loop sets TCP_NODELAY only on sockets that name their protocol."""
    with contextlib.closing(listening("127.0.0.1", 0)) as sock:
        assert sock.proto == socket.IPPROTO_TCP


def test_an_address_that_is_not_this_machines_is_refused_with_a_sentence() -> None:
    with pytest.raises(NoPortError, match=r"nothing can listen on 192\.0\.2\.77:8000|no port"):
        listening("192.0.2.77", 8000)
