"""What people write who mean ill: markup, statements, templates, formulas, headers, ways, lines.

Each text carries MARK, so that a page that shows it is known by it. Collected from what broke help
desks and their papers (GLPI, Zammad, FreeScout, osTicket, WeasyPrint advisories).
"""

# ruff: noqa: RUF001 (what looks like a bracket and is none is meant)

from __future__ import annotations

MARK = "mk7"
CANARY = "http://127.0.0.1:{port}/mk7"  # a server of the proof's own, which nobody may ask

MARKUP = (
    "<script>mk7=1</script>",
    "<ScRiPt src={canary}></ScRiPt>",
    "<img src=x onerror=mk7=1>",
    '"><svg onload=mk7=1>',
    "'><body onpageshow=mk7=1>",
    "<svg><script>mk7=1</script></svg>",
    "<svg/onload=mk7=1//",
    "<iframe src=javascript:mk7=1>",
    "<iframe srcdoc='<script>top.mk7=1</script>'>",
    "<object data={canary}></object>",
    "<embed src={canary}>",
    "<link rel=stylesheet href={canary}>",
    "<style>@import '{canary}';</style>",
    "<base href={canary}/>",
    "<meta http-equiv=refresh content='0;url={canary}'>",
    "<form action={canary}><button>mk7</button></form>",
    "<a href=javascript:mk7=1>mk7</a>",
    "javascript:mk7=1//mk7",
    "data:text/html,<script>mk7=1</script>",
    "<details open ontoggle=mk7=1>",
    "<input autofocus onfocus=mk7=1>",
    "<video><source onerror=mk7=1></video>",
    "<marquee onstart=mk7=1>mk7",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=mk7=1>",
    "</title></textarea></select></script><script>mk7=1</script>",
    "--><img src=x onerror=mk7=1><!--",
    "]]><img src=x onerror=mk7=1>",
    "&lt;script&gt;mk7=1&lt;/script&gt;",
    "&#60;img src=x onerror=mk7=1&#62;",
    "%3Cscript%3Emk7=1%3C/script%3E",
    "\\u003cscript\\u003emk7=1\\u003c/script\\u003e",
    "+ADw-script+AD4-mk7=1+ADw-/script+AD4-",
    "＜script＞mk7=1＜/script＞",
    '" autofocus onfocus="mk7=1',
    "' onmouseover='mk7=1",
    "` onmouseover=`mk7=1",
    '" hx-get="{canary}" hx-trigger="load',
    '" style="background:url({canary})',
    "<p style='content:url({canary})'>mk7</p>",
    "<img srcset='{canary} 1x'>",
    "<table background={canary}><tr><td>mk7</table>",
    "<link rel=attachment href=file:///etc/passwd>mk7",
    "<a rel=attachment href=file:///etc/passwd>mk7</a>",
    "<img src=file:///etc/passwd alt=mk7>",
)
STATEMENTS = (
    "mk7' OR '1'='1",
    "mk7'; DROP TABLE workflow_case;--",
    'mk7" OR ""="',
    "mk7') UNION SELECT password FROM people_user--",
    "mk7\\'; SELECT pg_sleep(9);--",
    "mk7%' ESCAPE '!",
    "mk7 {0} {0.__class__} %(mk7)s %s",
)
TEMPLATES = (
    "{{7*7}}mk7",
    "{{ request.user.password }}mk7",
    "{% debug %}mk7",
    "{% include '/etc/passwd' %}mk7",
    "${7*7}mk7",
    "<%= 7*7 %>mk7",
    "#{7*7}mk7",
)
FORMULAS = (
    '=7*7&"mk7"',
    "+7*7 mk7",
    "-7*7 mk7",
    "@SUM(7;7) mk7",
    "\t=7*7 mk7",
    "\r=7*7 mk7",
    "＝7*7 mk7",
    '=HYPERLINK("{canary}";"mk7")',
    "=cmd|' /C calc'!A0 mk7",
)
HEADERS = (
    "mk7\r\nBcc: mk7@example.org",
    "mk7\nSubject: mk7",
    "mk7%0d%0aBcc:%20mk7@example.org",
    '"mk7" <mk7@example.org>, lain@example.org',
    "mk7\u2028Bcc: mk7@example.org",
)
WAYS = (
    "../../../../etc/passwd mk7",
    "..\\..\\mk7.pdf",
    "/etc/passwd mk7",
    "file:///etc/passwd?mk7",
    "//example.org/mk7",
    "mk7%2e%2e%2fmk7",
)
LINES = (
    "mk7\n2026-12-01T00:00:00Z [info] masuk admin",
    "mk7 \x1b[31mmerah\x1b[0m",
    "mk7 \u202egnp.exe",
    "mk7 \u200b\u2066\ufeff",
    "mk7 😀 e\u0301 \u0000".replace("\u0000", "\u0001"),
)
ALL = (*MARKUP, *STATEMENTS, *TEMPLATES, *FORMULAS, *HEADERS, *WAYS, *LINES)


def payloads(port: int) -> list[str]:
    """Return every text, those that lead away leading to this port of loopback."""
    return [one.replace("{canary}", CANARY.format(port=port)) for one in ALL]
