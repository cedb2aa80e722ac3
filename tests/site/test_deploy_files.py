"""The files for systemd, nginx and cron are taken by the programs that read them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from site_operator import gleanings


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("deploy")
    done = gleanings(
        *("deploy_files", str(folder), "--port", "8123", "--user", "www-data"),
        *("--certificate", str(folder / "cert.pem"), "--certificate-key", str(folder / "key.pem")),
        GLEANINGS_URL="https://digest.example.org:8443",
        GLEANINGS_SECRET_KEY="g7Q2-" * 12,
        GLEANINGS_DATA=str(folder / "data"),
    )
    assert done.returncode == 0, done.stderr
    return folder


def test_they_are_made_of_the_sites_own_settings(written):
    unit, nginx, cron = (
        (written / f"gleanings.{kind}").read_text() for kind in ("service", "nginx", "cron")
    )
    assert "User=www-data" in unit
    assert f"ReadWritePaths={written / 'data'}" in unit
    assert "serve --host 127.0.0.1 --port 8123" in unit
    assert "server_name digest.example.org;" in nginx
    assert "listen 8443 ssl;" in nginx
    assert "proxy_set_header Host $http_host;" in nginx
    assert "gzip on;" in nginx
    assert r"GET|HEAD) https://digest\.example\.org:8443" in nginx
    assert "root /var/cache/gleanings-digest.example.org;" in nginx
    assert "CacheDirectory=gleanings-digest.example.org" in unit
    assert f"/bin/ln -s /var/cache/gleanings-digest.example.org {written / 'data'}/" in unit
    assert "backup --to" in cron
    assert "&#" not in unit + nginx + cron
    lines = [line for line in cron.splitlines() if line and line[0].isdigit()]
    assert all(line.split()[5] == "www-data" for line in lines)
    assert len(lines) == 1


def test_a_site_of_ones_own_machine_needs_none(tmp_path):
    refused = gleanings("deploy_files", str(tmp_path), GLEANINGS_DATA=str(tmp_path))
    assert refused.returncode == 1
    assert "no public address" in refused.stderr


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not here")
def test_systemd_takes_the_unit(written):
    done = subprocess.run(  # noqa: S603
        ["systemd-analyze", "verify", str(written / "gleanings.service")],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
    )
    assert "gleanings.service" not in done.stderr, done.stderr


@pytest.mark.skipif(not shutil.which("nginx"), reason="nginx is not here")
def test_nginx_takes_the_site(written):
    subprocess.run(  # noqa: S603
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=x"),
            *("-keyout", "key.pem", "-out", "cert.pem"),
        ],
        cwd=written,
        capture_output=True,
        check=True,
    )
    whole = written / "nginx.conf"
    whole.write_text(
        f"pid {written}/nginx.pid;\nevents {{}}\nhttp {{\n"
        f"access_log off;\ninclude {written}/gleanings.nginx;\n}}\n"
    )
    done = subprocess.run(  # noqa: S603
        ["nginx", "-t", "-e", str(written / "log"), "-c", str(whole)],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
