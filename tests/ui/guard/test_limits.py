"""How the waiting grows, by a clock of the test's."""

import math

from ui.guard.limits import CLIENTS, Rates, Throttle
from ui.guard.sessions import Sessions


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def test_wrong_passwords_double_the_wait():
    clock = Clock()
    throttle = Throttle(3, clock)
    waits = []
    for _ in range(15):
        throttle.wrong("from here", "as ann")
        waits.append(throttle.wait("from here", "as bob"))
        clock.now += waits[-1]
    assert waits[:7] == [0, 0, 1, 2, 4, 8, 16]
    assert max(waits) == 900
    throttle.right("from here")
    assert throttle.wait("from here") == 0
    assert throttle.wait("as ann") <= 0
    throttle.wrong("as ann")
    assert throttle.wait("as ann", "from elsewhere") == 900


def test_a_rate_is_a_rate():
    clock = Clock()
    rates = Rates(10, 5, 100, clock)
    assert [rates.enter("a") for _ in range(6)] == [0, 0, 0, 0, 0, 1]
    assert rates.enter("b") == 0
    clock.now += 0.35
    assert [rates.enter("a") for _ in range(4)] == [0, 0, 0, 1]


def test_open_requests_are_counted_until_they_end():
    rates = Rates(1e9, 10**9, 2)
    assert [rates.enter("a") for _ in range(3)] == [0, 0, 1]
    rates.leave("a")
    assert rates.enter("a") == 0


def test_many_clients_take_no_more_room():
    rates, throttle = Rates(1, 1, 1), Throttle(1)
    for number in range(CLIENTS + 50):
        rates.enter(str(number))
        throttle.wrong(str(number))
    assert len(rates._clients) == len(throttle._known) == CLIENTS
    rates.leave("0")


def test_a_login_that_is_not_used_ends():
    clock = Clock()
    sessions = Sessions(100, clock)
    token = sessions.start("ann")
    clock.now = 99
    assert sessions.user(token) == "ann"
    clock.now = 198
    assert sessions.user(token) == "ann"
    clock.now = 299
    assert sessions.user(token) is None
    assert sessions.user("") is sessions.user("x" * 10_000) is None
    assert token not in str(sessions._known)


def test_a_password_that_was_right_is_known_again_until_all_logins_end():
    sessions = Sessions(math.inf)
    assert not sessions.proved("ann", "word")
    sessions.prove("ann", "word")
    assert sessions.proved("ann", "word")
    assert not sessions.proved("ann", "ward")
    assert not sessions.proved("bob", "word")
    sessions.end_all("ann")
    assert not sessions.proved("ann", "word")
