"""The pages as a browser meets them: what they say, what they must not say, and what they refuse."""

from __future__ import annotations

import gzip
import re
from collections.abc import AsyncIterator
from html.parser import HTMLParser

import httpx
import pytest

from game.seminar import ballots
from game.seminar.events import Event
from game.seminar.live import LiveRoom
from game.seminar.web.limits import JOINS
from tests.seminar.rooms import FIGURE, HOSTILE, at, served, token, traces

MOST_BYTES = 10_000


@pytest.fixture
async def browser(live: LiveRoom) -> AsyncIterator[httpx.AsyncClient]:
    async with served(live) as client:
        yield client


async def join(browser: httpx.AsyncClient, number: int = 1) -> str:
    answer = await browser.post("/JOIN", headers={"X-Voter": token(number)})
    assert answer.status_code == 200, answer.text
    return answer.text


async def vote(browser: httpx.AsyncClient, ballot: str, value: str, number: int = 1) -> httpx.Response:
    return await browser.post("/VOTE", headers={"X-Voter": token(number)}, data={"ballot": ballot, "value": value})


class Buttons(HTMLParser):
    """The forms of a page: each ballot with its values, and those that are pressed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.values: list[str] = []
        self.pressed: list[str] = []
        self.ballots: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.add(tag)
        self.attributes |= set(found)
        if tag == "button" and found.get("name") == "value":
            self.values.append(found["value"] or "")
            if found.get("aria-pressed") == "true":
                self.pressed.append(found["value"] or "")
        if tag == "input" and found.get("name") == "ballot":
            self.ballots.append(found["value"] or "")


async def test_one_scan_and_one_tap_make_a_vote(browser: httpx.AsyncClient, live: LiveRoom) -> None:
    assert "name is asked" in (await browser.get("")).text
    assert Buttons(await join(browser)).values == ["tea", "coffee", "@pass"]
    answer = await vote(browser, ballots.PRACTICE, "coffee")
    assert answer.status_code == 200
    assert Buttons(answer.text).pressed == ["coffee"]
    assert [voter.votes for voter in live.room.voters.values()] == [{ballots.PRACTICE: "coffee"}]


async def test_a_phone_that_loads_again_is_the_same_voter_with_the_same_choice(
    browser: httpx.AsyncClient, live: LiveRoom
) -> None:
    await join(browser)
    await vote(browser, ballots.PRACTICE, "tea")
    assert Buttons(await join(browser)).pressed == ["tea"]
    assert len(live.room.voters) == 1


async def test_the_rooms_address_does_not_mind_the_case(browser: httpx.AsyncClient, live: LiveRoom) -> None:
    lower = str(browser.base_url).lower()
    assert (await browser.get(lower)).status_code == 200
    assert (await browser.get(f"{lower}wall")).status_code == 200
    assert (await browser.get(f"http://10.0.0.5:8000/?code={live.code.lower()}")).status_code == 303


async def test_another_room_and_another_page_are_not_there(browser: httpx.AsyncClient) -> None:
    other = "http://10.0.0.5:8000/ZZZZ"
    for path in (other, f"{other}/WALL", f"{other}/LIVE?v={token(1)}", f"{other}/HANDOUT", "/nothing", "/../WALL"):
        assert (await browser.get(path)).status_code == 404, path
    assert (await browser.post(f"{other}/JOIN", headers={"X-Voter": token(1)})).status_code == 404


@pytest.mark.parametrize("what", ["GO", "SHOW", "OPEN", "CLOSE", "UNDO", "HAND", "EXPORT", "FINISH", "WALL", "HANDOUT"])
async def test_no_request_can_lead_the_room(browser: httpx.AsyncClient, live: LiveRoom, what: str) -> None:
    await join(browser)
    before = live.room.stage
    for data in ({"value": "5"}, {"kind": what.lower(), "value": "votes", "ballot": "go"}):
        answer = await browser.post(f"/{what}", headers={"X-Voter": token(1)}, data=data)
        assert answer.status_code in (400, 404, 405)
    assert live.room.stage == before


async def test_every_answer_is_strict_sets_no_cookie_and_names_no_other_host(
    browser: httpx.AsyncClient, live: LiveRoom
) -> None:
    await join(browser)
    root = "http://10.0.0.5:8000"
    for step in range(len(live.room.plot.order)):
        await live.go(step)
        paths = (
            "",
            "/WALL",
            "/HANDOUT",
            f"/P/{token(1)}",
            "/nothing",
            f"{root}/",
            f"{root}/-/room.css",
            f"{root}/-/phone.js",
        )
        for path in paths:
            answer = await browser.get(path)
            assert "set-cookie" not in answer.headers
            assert answer.headers["referrer-policy"] == "no-referrer"
            assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
            assert "unsafe" not in answer.headers["content-security-policy"]
            links = re.findall(r'(?:src|href|action)="(https?:[^"]*)"', answer.text)
            assert links == []
            assert (
                not re.search(r"<script>|<style>|\sstyle=|\son\w+=", answer.text.replace(HOSTILE, ""))
                or "HANDOUT" in path
            )


async def test_nothing_of_the_record_reaches_a_phone_or_the_wall_before_it_is_revealed(
    browser: httpx.AsyncClient, live: LiveRoom
) -> None:
    await join(browser)
    for step, known in enumerate(live.room.plot.order):
        await live.go(step)
        for _ in range(3):
            page = Buttons(await join(browser))
            if page.values:
                await vote(browser, page.ballots[0], page.values[0])
        seen = [await join(browser)] + [(await browser.get(path)).text for path in ("/WALL", f"/P/{token(1)}")]
        if known.kind != "end":
            seen.append((await browser.get("/HANDOUT")).text)
        assert not [text for text in seen if FIGURE in text or "horns were heard" in text]
    await live.go(at(live.room.plot, "prompt"))
    await live.act(Event("show", "", "", "cards:0"))
    assert FIGURE in await join(browser)
    assert FIGURE in (await browser.get("/WALL")).text
    await live.act(Event("undo"))
    assert FIGURE not in await join(browser)


async def test_a_card_says_what_this_phone_guessed_and_the_wall_says_no_guess(
    browser: httpx.AsyncClient, live: LiveRoom
) -> None:
    await join(browser)
    await live.go(at(live.room.plot, "predict"))
    await vote(browser, ballots.GUESS, "30")
    await live.go(at(live.room.plot, "prompt"))
    await live.act(Event("show", "", "", "cards:0"))
    assert "Your guess was 30" in await join(browser)
    assert "guess" not in (await browser.get("/WALL")).text


async def test_words_of_packs_and_phones_are_inert_on_every_page(browser: httpx.AsyncClient, live: LiveRoom) -> None:
    await join(browser)
    await live.go(at(live.room.plot, "exit"))
    for number, words in enumerate((HOSTILE, "<img src=x onerror=alert(1)>", "x" * 10_000)):
        if number:
            await join(browser, number + 1)
        answer = await vote(browser, ballots.KEEP, words, number + 1)
        assert answer.status_code == (413 if len(words) > 4_000 else 200)
    for name, _, _ in list(live.room.lines()):
        await live.act(Event("approve", "", "", name))
    await live.act(Event("show", "", "", "lines"))
    for text in ((await browser.get("/WALL")).text, await join(browser), (await browser.get("")).text):
        page = Buttons(text)
        assert "script" not in page.tags or "phone.js" in text or "wall.js" in text
        assert "img" not in page.tags
        assert "onerror" not in page.attributes
        assert "<script>alert" not in text
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)


async def test_a_line_is_shown_on_the_wall_only_once_it_was_approved(
    browser: httpx.AsyncClient, live: LiveRoom
) -> None:
    await join(browser)
    await live.go(at(live.room.plot, "exit"))
    await vote(browser, ballots.CHANGE, "Begin with the talk.")
    await live.act(Event("show", "", "", "lines"))
    assert "Begin with the talk" not in (await browser.get("/WALL")).text
    await live.act(Event("approve", "", "", next(live.room.lines())[0]))
    assert "Begin with the talk" in (await browser.get("/WALL")).text


async def test_without_a_script_a_phone_can_do_everything(browser: httpx.AsyncClient, live: LiveRoom) -> None:
    place = (await browser.post("/P")).headers["location"]
    here = f"http://10.0.0.5:8000{place}"
    for step, known in enumerate(live.room.plot.order):
        await live.go(step)
        for _ in range(4):
            text = (await browser.get(here)).text
            page = Buttons(text)
            if known.kind == "exit":
                answer = await browser.post(here, data={"ballot": ballots.KEEP, "value": "The talk."})
                assert answer.headers["location"].endswith("said=in")
                continue
            choices = [value for value in page.values if value not in ("", ballots.OBSERVE, *page.pressed)]
            if choices:
                answer = await browser.post(here, data={"ballot": page.ballots[0], "value": choices[0]})
                assert answer.headers["location"].endswith("said=in"), (known.id, choices)
        last = await browser.get(here)
        assert bool(last.headers.get("refresh")) == (not Buttons(last.text).ballots)
    (voter,) = live.room.voters.values()
    asked = {
        ballots.PRACTICE,
        ballots.SEAT,
        ballots.GUESS,
        "quay",
        "deck",
        ballots.FIRST,
        ballots.SECOND,
        ballots.VARIANT,
    }
    assert asked <= set(voter.votes)
    assert live.room.ending(voter) is not None
    assert (await browser.post(here, data={"leave": "yes"})).status_code == 303
    assert not live.room.voters


async def test_the_pages_of_a_phone_are_small(browser: httpx.AsyncClient, live: LiveRoom, cutover: object) -> None:
    await join(browser)
    root = "http://10.0.0.5:8000"
    shell = [(await browser.get(path)).content for path in ("", f"{root}/-/room.css", f"{root}/-/phone.js")]
    await live.go(at(live.room.plot, "first"))
    assert sum(len(gzip.compress(part)) for part in [*shell, (await join(browser)).encode()]) <= MOST_BYTES


async def test_who_leaves_is_forgotten_in_the_room_and_in_what_is_kept(
    browser: httpx.AsyncClient, live: LiveRoom, where: str
) -> None:
    await join(browser)
    await live.go(at(live.room.plot, "exit"))
    await vote(browser, ballots.KEEP, "zebra crossing")
    assert (await browser.post("/LEAVE", headers={"X-Voter": token(1)})).status_code == 200
    assert not live.room.voters
    live.store.close()
    kept = traces(where)
    assert b"fingerprint" in kept
    assert b"zebra" not in kept


async def test_no_address_token_or_name_is_in_what_is_kept_of_a_room(live: LiveRoom, where: str) -> None:
    async with served(live, host="203.0.113.77") as browser:
        await join(browser, 0xABCDEF)
        await vote(browser, ballots.PRACTICE, "tea", 0xABCDEF)
    live.store.close()
    kept = traces(where)
    assert b"@practice" in kept
    for trace in (b"203.0.113.77", token(0xABCDEF).encode(), b"httpx", b"Mozilla"):
        assert trace not in kept


async def test_one_client_cannot_fill_the_room_and_whoever_leads_can_let_a_class_in(live: LiveRoom) -> None:
    async with served(live, lifted=False, clock=lambda: 0.0) as browser:
        answers = [(await browser.post("/JOIN", headers={"X-Voter": token(number)})) for number in range(40)]
        assert len(live.room.voters) == JOINS
        assert {answer.status_code for answer in answers[JOINS:]} == {429}
        assert "Whoever leads can let you in" in answers[JOINS].text
        assert (await browser.post("/JOIN", headers={"X-Voter": token(0)})).status_code == 200
    async with served(live, lifted=True) as browser:
        assert (await browser.post("/JOIN", headers={"X-Voter": token(99)})).status_code == 200


async def test_one_phone_cannot_send_without_end(live: LiveRoom) -> None:
    async with served(live, clock=lambda: 0.0) as browser:
        await join(browser)
        answers = [await vote(browser, ballots.PRACTICE, ("tea", "coffee")[number % 2]) for number in range(40)]
    statuses = [answer.status_code for answer in answers]
    assert statuses.count(200) <= 20
    assert statuses[-1] == 429


@pytest.mark.parametrize("body", [b"\xff\xfe", b"ballot", b"&" * 100, b"ballot=@practice&value=" + b"%00" * 50, b"{}"])
async def test_a_strange_body_is_refused_and_nothing_breaks(
    browser: httpx.AsyncClient, live: LiveRoom, body: bytes
) -> None:
    await join(browser)
    answer = await browser.post("/VOTE", headers={"X-Voter": token(1)}, content=body)
    assert answer.status_code == 409
    assert next(iter(live.room.voters.values())).votes == {}


@pytest.mark.parametrize("voter", ["", "x" * 16, "0" * 15, "../../etc", "0" * 400])
async def test_a_strange_token_is_refused(browser: httpx.AsyncClient, live: LiveRoom, voter: str) -> None:
    assert (await browser.post("/JOIN", headers={"X-Voter": voter})).status_code == 400
    assert not live.room.voters


async def test_a_body_that_is_too_long_is_refused_whether_or_not_it_says_so(browser: httpx.AsyncClient) -> None:
    await join(browser)
    long = b"ballot=@practice&value=" + b"x" * 9_000
    assert (await browser.post("/VOTE", headers={"X-Voter": token(1)}, content=long)).status_code == 413

    async def parts() -> AsyncIterator[bytes]:
        for at_ in range(0, len(long), 1_000):
            yield long[at_ : at_ + 1_000]

    assert (await browser.post("/VOTE", headers={"X-Voter": token(1)}, content=parts())).status_code == 413


async def test_a_vote_that_cannot_be_written_is_not_acknowledged(
    browser: httpx.AsyncClient, live: LiveRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    await join(browser)
    monkeypatch.setattr(live.store, "append", lambda events, done: done(OSError("disk full")))
    answer = await vote(browser, ballots.PRACTICE, "tea")
    assert answer.status_code == 503
    assert next(iter(live.room.voters.values())).votes == {}


async def test_the_handout_opens_at_the_end(browser: httpx.AsyncClient, live: LiveRoom) -> None:
    assert (await browser.get("/HANDOUT")).status_code == 404
    await live.go(at(live.room.plot, "end"))
    assert "/HANDOUT" in await join(browser)
    assert FIGURE in (await browser.get("/HANDOUT")).text


async def test_nobody_comes_into_a_room_that_is_over(browser: httpx.AsyncClient, live: LiveRoom) -> None:
    await live.act(Event("finish"))
    for what in ("JOIN", "P"):
        answer = await browser.post(f"/{what}", headers={"X-Voter": token(1)})
        assert (answer.status_code, answer.text) == (410, "The room is over.")
    assert not live.room.voters


async def test_no_answer_sends_to_the_host_that_a_request_names(browser: httpx.AsyncClient) -> None:
    for path in ("/P/", "/WALL/", "/VOTE/", f"/P/{token(1)}/"):
        answer = await browser.get(path, headers={"Host": "elsewhere.example"})
        assert "elsewhere" not in answer.headers.get("location", "")
        assert answer.status_code == 404
