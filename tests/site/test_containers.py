"""The files for containers, checked without an engine: what they promise, and their own steps in a
plain folder."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml

from own_site import free_port
from site_operator import environment

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "containers"
COMPOSE = yaml.safe_load((FOLDER / "compose.yaml").read_text(encoding="utf-8"))
SERVICES = COMPOSE["services"]


def instructions() -> list[tuple[str, str]]:
    """Of the Dockerfile: each with what follows it, lines put together."""
    text = (FOLDER / "Dockerfile").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    whole = re.sub(r"\s*\\\n\s*", " ", "\n".join(lines))
    return [(line.split(" ", 1)[0], line.split(" ", 1)[1]) for line in whole.splitlines()]


def all_of(name: str) -> list[str]:
    return [rest for instruction, rest in instructions() if instruction == name]


# --- what they promise ----------------------------------------------------------------------------
@pytest.mark.parametrize("name", SERVICES)
def test_each_service_has_no_rights_it_does_not_need(name):
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert not {"privileged", "cap_add", "network_mode", "pid"} & set(service)
    # the application's user stands in its image
    assert service.get("user", "root") != "root" or name == "application"
    assert "healthcheck" in service or name == "application"
    assert "ports" not in service or name == "web"


def test_the_image_has_a_user_without_rights_and_a_healthcheck():
    assert all_of("USER") == ["10001:10001"]
    names = [instruction for instruction, _rest in instructions()]
    assert names.index("USER") < names.index("CMD")
    assert "HEALTHCHECK" in names
    assert "ADD" not in names


def test_secrets_come_from_the_environment_and_have_no_default():
    text = (FOLDER / "compose.yaml").read_text(encoding="utf-8")
    for secret in ("GLEANINGS_SECRET_KEY", "POSTGRES_PASSWORD"):
        assert re.findall(rf"\$\{{{secret}(.)", text)
        assert set(re.findall(rf"\$\{{{secret}(..)", text)) == {":?"}
    example = (FOLDER / ".env.example").read_text(encoding="utf-8")
    assert "GLEANINGS_SECRET_KEY=\n" in example
    assert "POSTGRES_PASSWORD=\n" in example
    assert not any("SECRET" in rest or "PASSWORD" in rest for rest in all_of("ENV"))


def test_images_are_named_as_everybody_names_them():
    named = [service["image"] for service in SERVICES.values()]
    named += [rest.split()[0] for rest in all_of("FROM")]
    assert len(named) > 4
    assert [one for one in named if "/" in one or one.endswith(":latest")] == []


def test_every_setting_of_the_compose_file_is_one():
    from gleanings.site.from_environment import ASKED_FOR

    given = set(SERVICES["application"]["environment"])
    assert {name.removeprefix("GLEANINGS_") for name in given} <= ASKED_FOR


# --- nginx ----------------------------------------------------------------------------------------
@pytest.mark.skipif(not shutil.which("nginx"), reason="nginx is not here")
def test_nginx_takes_its_file(tmp_path):
    subprocess.run(  # noqa: S603
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=x"),
            *("-keyout", "privkey.pem", "-out", "fullchain.pem"),
        ],
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    text = (FOLDER / "nginx.conf").read_text(encoding="utf-8")
    own = text.replace("/tmp/", f"{tmp_path}/t-")  # noqa: S108
    own = own.replace("/certificates/", f"{tmp_path}/")
    (tmp_path / "nginx.conf").write_text(own)
    done = subprocess.run(  # noqa: S603
        ["nginx", "-t", "-e", str(tmp_path / "log"), "-c", str(tmp_path / "nginx.conf")],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


# --- the same steps in a plain folder -------------------------------------------------------------
@pytest.fixture(scope="module")
def image(tmp_path_factory) -> Path:
    """What the first stage copies, and its last step, into a folder in place of the image."""
    context, built = tmp_path_factory.mktemp("context"), tmp_path_factory.mktemp("image")
    for rest in all_of("COPY"):
        *sources, target = rest.split()
        if sources[0].startswith("--from"):
            continue
        for source in sources:
            assert is_sent(source), f"{source} is kept out by .dockerignore"
            copy(ROOT / source, context / target)
    subprocess.run(  # noqa: S603
        [
            *(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps"),
            *("--no-build-isolation", "--target", str(built), "."),
        ],
        cwd=context,
        check=True,
        capture_output=True,
    )
    return built


def is_sent(source: str) -> bool:
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    wanted = [line[1:] for line in lines if line.startswith("!")]
    return any(source == one or source.startswith(f"{one}/") for one in wanted)


def copy(source: Path, target: Path) -> None:
    if source.is_dir():
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(source, target, ignore=ignored, dirs_exist_ok=True)
    else:
        whole = target / source.name if str(target).endswith("/") or target.is_dir() else target
        folder = whole if whole.suffix == "" and whole.name != source.name else whole.parent
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, folder / source.name)


def test_the_image_serves_is_found_healthy_and_writes_to_its_data_alone(image, tmp_path):
    port = free_port()
    given = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(image),
        "PYTHONDONTWRITEBYTECODE": "1",
        "MPLCONFIGDIR": str(tmp_path / "matplotlib"),
        "GLEANINGS_DATA": str(tmp_path / "data"),
        "GLEANINGS_PROCESSES": "1",
    }
    told = dict(part.split("=", 1) for rest in all_of("ENV") for part in rest.split())
    assert set(told) - {"PYTHONUNBUFFERED"} <= set(given)
    files = written_at(image)
    (command,) = map(json.loads, all_of("CMD"))
    (healthcheck,) = all_of("HEALTHCHECK")
    asks = json.loads(healthcheck.partition("CMD ")[2])[1:]
    asks = [part.replace(":8000", f":{port}") for part in asks]
    run = [sys.executable, "-m", "gleanings", *command[1:]]
    run = [str(port) if part == "8000" else part for part in run]
    with (tmp_path / "log").open("w") as log:
        process = subprocess.Popen(  # noqa: S603
            run, env=environment(**given), cwd=tmp_path, stdout=log, stderr=log
        )
    try:
        assert wait_until_healthy([sys.executable, *asks], process), (tmp_path / "log").read_text()
    finally:
        process.terminate()
        assert process.wait(timeout=30) == 0
    assert written_at(image) == files
    unhealthy = subprocess.run([sys.executable, *asks], capture_output=True, check=False)  # noqa: S603
    assert unhealthy.returncode != 0


def wait_until_healthy(asks: list[str], process: subprocess.Popen) -> bool:
    for _attempt in range(120):
        if process.poll() is not None:
            return False
        if subprocess.run(asks, capture_output=True, check=False).returncode == 0:  # noqa: S603
            return True
        time.sleep(1)
    return False


def written_at(folder: Path) -> dict[str, int]:
    return {str(one): one.stat().st_mtime_ns for one in sorted(folder.rglob("*"))}
