"""Takes the pictures of the HTML view for the documentation, from the seed article.

usage: python tools/screenshots.py [FOLDER]

Writes viewer-light.png, viewer-dark.png and viewer-360.png to FOLDER (docs/_static). Needs the group ``test`` and a
browser; see tools/install_system.sh.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

import arabnews_nlp as an

ROOT = Path(__file__).parents[1]
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--hide-scrollbars",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PICTURES = {
    "viewer-light": (960, 800, "light", ""),
    "viewer-dark": (960, 800, "dark", "document.querySelector('article mark[data-n=\"2\"]').focus()"),
    "viewer-360": (360, 800, "light", "document.querySelector('article').scrollIntoView()"),
}
"""Width, height, colour scheme, and what happens on the page before."""


def main(folder: Path) -> None:
    """Writes all pictures."""
    (article,) = (ROOT / "seeds").glob("*.txt")
    page = an.load()(article.read_text("utf-8")).to_html(title="OpenAI وMicrosoft")
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for flag in FLAGS:
        options.add_argument(flag)
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver") or ""))
    try:
        with TemporaryDirectory() as place:
            path = Path(place, "page.html")
            path.write_text(page, "utf-8")
            for name, (width, height, scheme, action) in PICTURES.items():
                size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
                driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
                features = [{"name": "prefers-color-scheme", "value": scheme}]
                driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
                driver.get(path.as_uri())
                driver.execute_script(action)
                driver.save_screenshot(str(folder / f"{name}.png"))
                print(f"{name}.png: {(folder / f'{name}.png').stat().st_size} bytes")
    finally:
        driver.quit()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "_static")
