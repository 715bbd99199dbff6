"""The app's server for pywa: pywa decides what an update is worth, this only carries."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from pywa import utils


def serve(client, forged=None):
    """Carries Meta's requests to the client, on a thread of its own; gives the address. What pywa says of each update
    with a byte too many is put into `forged`."""

    class Callback(BaseHTTPRequestHandler):
        def do_GET(self):
            query = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
            self.answer(*client.webhook_challenge_handler(query.get(utils.HUB_VT), query.get(utils.HUB_CH)))

        def do_POST(self):
            body, signature = self.rfile.read(int(self.headers["content-length"])), self.headers[utils.HUB_SIG]
            if forged is not None:
                forged.append(client.webhook_update_validator(body + b" ", signature))
            self.answer(*(client.webhook_update_validator(body, signature) or client.webhook_update_handler(body)))

        def answer(self, text, status):
            self.send_response(status)
            self.end_headers()
            self.wfile.write(str(text).encode())

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Callback)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://localhost:{server.server_port}/hook"
