"""Fetches a page as a browser does at its first visit, one request after another: the HTML, then every module that it leads to.

Arguments: port, Host header, further headers as JSON. Prints {"html": ms, "page": ms, "modules": n, "bytes": n, "refused": n}.
A program of its own, so that it can be run inside another network namespace.
"""

import http.client
import json
import re
import sys
import time
from urllib.parse import urljoin

# Static imports, as Vite writes them; what is imported later a page may never ask for.
IMPORTS = re.compile(r"""\b(?:from|import)\s*["'](/[^"']*|\./[^"']*\.js[^"']*)["']""")
LINKS = re.compile(r"""\b(?:src|href)=["'](/[^"']*)["']""")


def main(port, host, headers):
    connection = http.client.HTTPConnection("127.0.0.1", int(port), timeout=60)
    headers = json.loads(headers) | {"Host": host, "Accept": "*/*"}
    begin = time.perf_counter()
    html, refused = None, -1
    while html is None and time.perf_counter() - begin < 60:
        # The page "nothing listens yet" (503) asks to come again; that counts as waiting for the first page.
        html = get(connection, "/", headers | {"Accept": "text/html"}, come_again=True)
        refused += 1
    first = time.perf_counter()
    seen, wanted, size = {"/"}, links("/", html), len(html)
    while wanted:
        path = wanted.pop(0)
        if path not in seen:
            seen.add(path)
            text = get(connection, path, headers)
            size += len(text)
            wanted += links(path, text)
    end = time.perf_counter()
    print(json.dumps({"html": (first - begin) * 1000, "page": (end - begin) * 1000, "modules": len(seen), "bytes": size,
                      "refused": refused}))


def get(connection, path, headers, come_again=False):
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body = answer.read().decode(errors="replace")
    if answer.status == 503 and come_again:
        time.sleep(0.005)
        return None
    if answer.status != 200:
        raise SystemExit(f"{path}: {answer.status} {body[:200]}")
    return body


def links(path, text):
    found = IMPORTS.findall(text) + (LINKS.findall(text) if path == "/" else [])
    return [urljoin(path, link) for link in found]


main(*sys.argv[1:])
