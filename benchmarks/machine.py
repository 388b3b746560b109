"""What a run was made on."""

from __future__ import annotations

import os
import platform
from importlib import metadata
from pathlib import Path


def machine() -> dict[str, str | int]:
    """Processor, cores, system and Python version."""
    cpuinfo = Path("/proc/cpuinfo")
    models = [
        line.split(":", 1)[1].strip()
        for line in (cpuinfo.read_text().splitlines() if cpuinfo.exists() else [])
        if line.startswith("model name")
    ]
    return {
        "processor": models[0] if models else platform.processor() or platform.machine(),
        "cores": os.cpu_count() or 1,
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
    }


def version(package: str | None) -> str:
    """The installed version of a distribution; that of Python for None; empty where it is not installed."""
    try:
        return metadata.version(package) if package else platform.python_version()
    except metadata.PackageNotFoundError:
        return ""
