"""What people never mean to send, and what somebody may send who means ill."""

# ruff: noqa: RUF001, E501 (letters that look like others are the point; some bytes are long)

LONE_HALF = "a\ud800b"  # half of a character: sent as the bytes that no text has
LONG, DIGITS = "a" * 100_000, "9" * 5_000

NUMBERS = [
    "0", "-1", "2147483648", "9223372036854775808", "99999999999999999999", DIGITS, "1e400",
    "-1e400", "NaN", "Infinity", "1,5", "1.5", "1_000", "0x10", "²", "١٢٣", "１２", "+1", " 7 ",
    "1e3",
    "0.0000000000000000000000000001", "00000000000000000001",
]  # fmt: skip
DATES = [
    "0001-01-01", "9999-12-31", "0000-00-00", "2026-02-30", "2026-13-01", "10000-01-01", "-1-01-01",
    "2026-11-16T25:61", "0001-01-01T00:00", "9999-12-31T23:59", "31/12/2026", "1999-12-31",
    "2101-01-01", "2026-W01-1", "20261116", "２０２６-11-16", "2026-11", "0001-01", "9999-12",
    "2026-99",
]  # fmt: skip
TIMES = ["24:00", "23:60", "-1:00", "00:00", "23:59:59.999999", "9", "99:99", "12:00 PM"]
ADDRESSES = [
    "javascript:alert(1)", "http://[::1", "http://127.0.0.1:99999/", "file:///etc/passwd", "//x",
    "http://user:pw@host/", "http://xn--/", "https://" + "a" * 3000 + ".go.id/", "http://a b/",
    "http:///",
]  # fmt: skip
WORDS = [
    "", " ", "\t\r\n", "\x00", "a\x00b", LONE_HALF, LONG, "\u202egnp.exe", "\ufeff", "\u200b" * 40,
    "é" * 300, "\U0001f600" * 200, "Z͑ͫ̓ͪ" * 60, "\x1b[31mmerah\x1b[0m",
    "a\r\nBcc: x@example.org", "null", "None",
    "true", "[]", "{}", "{{7*7}}", "{% debug %}", "${7*7}", "%00", "%s%n", "' OR 1=1 --",
    '";DROP TABLE x;--',
    "<svg onload=alert(1)>", "../../etc/passwd", "..\\..\\x", "=1+1", "-pk",
    "user__password__startswith",
    "pk__in", "\\", "%", "_", "(((((", "*" * 300, '"', "'", "a" * 301, "<" * 5_000, " " * 20_000,
]  # fmt: skip
ALL = [*WORDS, *NUMBERS, *DATES, *TIMES, *ADDRESSES]

BY_KIND = {
    "number": [*NUMBERS, *DATES[:3]],
    "date": [*DATES, *NUMBERS],
    "month": [*DATES, *NUMBERS],
    "datetime-local": [*DATES, *TIMES],
    "time": [*TIMES, *DATES],
    "url": [*ADDRESSES, *WORDS],
    "select": [*NUMBERS, *WORDS],
    "radio": [*NUMBERS, *WORDS],
    "checkbox": [*NUMBERS, *WORDS],
    "hidden": [*NUMBERS, *DATES, *WORDS],
}

FILE_NAMES = [
    "foto.jpg", "a\x00.pdf", "..", ".", "../../x.png", "..\\..\\x.pdf", "/etc/passwd",
    "C:\\x.pdf", "\u202egnp.pdf",
    "x" * 400 + ".pdf", "CON", "surat.pdf.", "surat .pdf ", ".htaccess", 'a";x="b.pdf',
    "a\r\nX: y.pdf",
    "%2e%2e%2fx.pdf", "\U0001f600.png", "é.pdf", "a", "", "daftar.xlsx", "daftar.csv",
    "foto.svg", "x.html",
]  # fmt: skip
CONTENTS = [
    b"", b"x", b"%PDF-1.4\n", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"GIF89a", b"PK\x03\x04", b"\x00" * 5_000,
    b"<script>alert(1)</script>", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"a;b;c\n1;2;3\n", b"\xff\xfe",
    b"a,b\n" * 2_000, b"RIFF\x00\x00\x00\x00WEBP",
]  # fmt: skip
FILE_TYPES = [
    "image/jpeg",
    "application/pdf",
    "text/html",
    "",
    "x",
    "multipart/mixed",
    "a/b; charset=\x00",
]

# Bodies that are no form, with what they say they are.
BODIES = [
    (b"", "multipart/form-data"),
    (b"", "multipart/form-data; boundary="),
    (b"--x\r\nContent-Disposition: form-data\r\n\r\n", "multipart/form-data; boundary=x"),
    (b'--x\r\nContent-Disposition: form-data; name="a', "multipart/form-data; boundary=x"),
    (b"--x\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: form-data; name=a\r\n\r\n!\r\n--x--",
     "multipart/form-data; boundary=x"),
    (b"\xff\xfe\xfa", "application/x-www-form-urlencoded"),
    (b"a=%zz&&=&%00=%00", "application/x-www-form-urlencoded"),
    (b"a=1", "application/x-www-form-urlencoded; charset=no-such"),
    (b"+AGE-=1", "application/x-www-form-urlencoded; charset=utf-7"),
    (b'{"a": 1e400}', "application/json"),
    (b"{" * 20_000, "application/json"),
    (b"[" * 20_000, "application/json"),
    (b"<a/>", "text/xml"),
    (b"x", ""),
    (b"&".join(b"f%d=1" % one for one in range(2_000)), "application/x-www-form-urlencoded"),
    (b"a=" + b"a" * 3_000_000, "application/x-www-form-urlencoded"),
]  # fmt: skip
HEADERS = [
    {"host": "evil.example"}, {"host": ""}, {"host": "localhost:99999999"}, {"host": "[::1"},
    {"x-forwarded-host": "evil.example"}, {"x-forwarded-for": "1.1.1.1, \x00"},
    {"x-forwarded-for": "x"},
    {"accept": "*/*;q=nan"}, {"accept-language": "x" * 5_000}, {"accept-encoding": "gzip;q=-1"},
    {"referer": "http://[::1"}, {"referer": "javascript:x"}, {"referer": "http://localhost/\x00"},
    {"range": "bytes=99-1"}, {"if-modified-since": "Thu, 99 Abc 99999 00:00:00 GMT"},
    {"if-none-match": '"' * 50}, {"cookie": "sessionid=\x00; csrftoken=" + "a" * 5_000},
    {"hx-request": "true", "hx-target": "\x00", "hx-current-url": "http://[::1"},
    {"content-length": "-1"},
    {"content-length": "9" * 30}, {"authorization": "Bearer " + "\x00"},
    {"user-agent": "\x1b[31m\n" + "u" * 3_000},
    {"x-requested-with": "XMLHttpRequest"}, {"transfer-encoding": "chunked"}, {"origin": "null"},
]  # fmt: skip
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "x"]
