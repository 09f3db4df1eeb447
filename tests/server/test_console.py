"""The query console and the pages of things, in a real browser."""

from __future__ import annotations

from urllib.parse import quote

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture
def visit(browser, server):
    """Return a function that opens a path and tells what went wrong in it."""
    contexts = []

    def open_page(path: str):
        context = browser.new_context(viewport={"width": 1300, "height": 900})
        contexts.append(context)
        page = context.new_page()
        page.messages, page.asked = [], []
        page.on("console", lambda m: page.messages.append(m.text))
        page.on("pageerror", lambda e: page.messages.append(str(e)))
        page.on("dialog", lambda d: (page.messages.append(f"dialog {d.message}"), d.dismiss()))
        page.on("request", lambda r: page.asked.append(r.url))
        page.goto(server.url + path)
        return page

    yield open_page
    for context in contexts:
        context.close()


def _console(visit, fragment: str = ""):
    page = visit(f"console{fragment}")
    page.wait_for_selector("body[data-ready]")
    return page


def _rows(page) -> int:
    return page.locator("#result tbody tr").count()


def test_console_runs_a_query_and_asks_nobody_else(visit, server) -> None:
    page = _console(visit)
    page.fill("#query", "SELECT ?claim { ?claim a kg:Claim } ORDER BY ?claim")
    page.click("button[type=submit]")
    page.wait_for_selector("#result table")
    assert _rows(page) == 11
    assert "11 rows" in page.inner_text("#status")
    assert page.messages == []
    assert all(url.startswith(server.url) for url in page.asked)


def test_console_runs_named_queries_and_shares_a_link(visit) -> None:
    page = _console(visit)
    page.select_option("#example", "causes-of")
    assert "rdf:predicate kg:causes" in page.input_value("#query")
    page.fill("#parameters input", "leukopenia")
    page.click("button[type=submit]")
    page.wait_for_selector("#result table")
    assert _rows(page) == 3
    link = page.url
    assert "name=causes-of" in link
    again = _console(visit, "#" + link.partition("#")[2])
    again.wait_for_selector("#result table")
    assert _rows(again) == 3
    assert "format=csv" in again.get_attribute("#csv", "href")
    again.click("#result tbody tr:first-child a")
    again.wait_for_selector("h1")
    assert again.inner_text("h1") == "chemotherapy causes leukopenia"


def test_console_completes_terms_by_keyboard(visit) -> None:
    page = _console(visit)
    page.fill("#query", "")
    page.click("#query")
    page.keyboard.type("SELECT * { ?c kg:subjectLab")
    assert page.inner_text("#completion li[aria-selected=true]") == "kg:subjectLabel"
    page.keyboard.press("Enter")
    page.keyboard.type(" ?l }")
    assert page.input_value("#query") == "SELECT * { ?c kg:subjectLabel ?l }"
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#result table")
    assert page.messages == []


def test_console_says_what_is_wrong(visit) -> None:
    page = _console(visit)
    page.fill("#query", "SELEC ?s { ?s ?p ?o }")
    page.click("button[type=submit]")
    page.wait_for_selector("#status.error")
    assert "did you mean SELECT?" in page.inner_text("#status")


def test_results_are_text_never_markup(visit) -> None:
    hostile = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    query = f'SELECT ("{hostile}" AS ?x) (<javascript:alert(3)> AS ?y) {{}}'
    page = _console(visit, f"#query={quote(query)}")
    page.wait_for_selector("#result table")
    assert page.inner_text("#result tbody td >> nth=0") == hostile
    assert page.locator("#result img, #result script, #result a").count() == 0
    assert page.messages == []


def test_console_draws_a_column_of_numbers(visit) -> None:
    values = '("a" 3) ("b" -1) ("<b>c</b>" 1.5)'
    query = f"SELECT ?name ?n {{ VALUES (?name ?n) {{ {values} }} }}"
    page = _console(visit, f"#query={quote(query)}")
    page.wait_for_selector("#result table")
    assert page.locator("#column option").all_inner_texts() == ["no column", "n"]
    page.select_option("#column", "n")
    bars = page.locator("#chart rect.bar")
    assert bars.count() == 3
    assert page.get_attribute("#chart svg", "aria-label") == "Bars of n, 3 rows, from -1 to 3"
    widths = [float(bars.nth(n).get_attribute("width")) for n in range(3)]
    assert widths[0] == pytest.approx(3 * widths[1])
    assert widths[2] == pytest.approx(1.5 * widths[1])
    assert "<b>c</b>" in page.text_content("#chart svg")
    page.click("button[type=submit]")  # the choice stays while the column is there
    page.wait_for_selector("#chart rect.bar")
    page.fill("#query", "SELECT ?s { ?s a kg:Claim }")
    page.click("button[type=submit]")
    page.wait_for_selector("#plot", state="hidden")
    assert page.locator("#chart svg").count() == 0
    assert page.messages == []


def test_shared_address_restores_parameters_and_tells_odd_ones(visit) -> None:
    page = _console(visit, "#name=claims-by-grade&min=2&max=3")
    page.wait_for_selector("#result table")
    assert page.input_value("#parameters input[name=min]") == "2"
    assert page.input_value("#parameters input[name=max]") == "3"
    unknown = _console(visit, "#name=no-such-query")
    assert unknown.input_value("#example") == ""
    odd = _console(visit, "#query=%E0%A4%A&name=%00")
    assert odd.messages == []
