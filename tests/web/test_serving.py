"""An application under a real gunicorn, started and stopped like a command does it."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from schemas.errors import FetchError
from tests.web.sample import SECRET_TOKEN
from web.outbound import OutboundClient

REPOSITORY = Path(__file__).resolve().parents[2]
COMMAND = """
import sys
from pathlib import Path
from tests.web.sample import SampleSettings, create_app
from web.logs import configure_logging
from web.serving import serve
port = int(sys.argv[1])
settings = SampleSettings(
    home=Path(sys.argv[2]), public_base_url=f"http://localhost:{port}/sample", allow_insecure_loopback=True
)
configure_logging()
serve(lambda: create_app(settings), host="127.0.0.1", port=port, workers=1, threads=2)
"""


def test_a_served_application_answers_below_its_path_logs_json_and_stops_on_sigterm(tmp_path: Path) -> None:
    home = tmp_path / "operator"
    home.mkdir()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-c", COMMAND, str(port), str(tmp_path)],
        cwd=REPOSITORY,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), "HOME": str(home), "XDG_RUNTIME_DIR": str(home)},
    )
    try:
        client = OutboundClient(allow_insecure_loopback=True)
        base = f"http://localhost:{port}/sample"
        assert json.loads(_when_ready(client, f"{base}/readyz")) == {"database": "ok", "status": "ok"}
        assert not list(home.iterdir()), "something was written outside the instance folder"
        page = client.get(f"{base}/s/{SECRET_TOKEN}?naam=Samira", accept="text/html").decode()
        assert 'href="/sample/static/web/style.css' in page
    finally:
        process.send_signal(signal.SIGTERM)
        _, log = process.communicate(timeout=30)
    assert process.returncode == 0
    events = [json.loads(line) for line in log.decode().splitlines()]
    assert any(event.get("route") == "/s/<token>" for event in events)
    assert SECRET_TOKEN not in log.decode()
    assert "Samira" not in log.decode()


def _when_ready(client: OutboundClient, url: str) -> bytes:
    until = time.monotonic() + 20
    while True:
        try:
            return client.get(url)
        except FetchError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
