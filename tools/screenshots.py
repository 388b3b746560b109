"""Takes the pictures of the HTML view for the documentation, from the seed article.

usage: python tools/screenshots.py [FOLDER]

Writes viewer-light.png, viewer-dark.png, viewer-360.png and viewer-values.png to FOLDER (docs/_static), and
display.png: mixed lines as they are and isolated. Needs the group ``test`` and a browser; see tools/install_system.sh.
"""

from __future__ import annotations

import shutil
import sys
from html import escape
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
    "viewer-values": (
        960,
        400,
        "light",
        "document.querySelector('.show-v').click(); document.querySelector('article').scrollIntoView()",
    ),
}
"""Width, height, colour scheme, and what happens on the page before."""


LINES = (
    "لغات C++ و C#، الإصدار 2023-08-29",
    "نماذج OpenAI، ChatGPT، Bing Chat",
    "OpenAI أعلنت ثم Microsoft نمت",
    "ارتفع 3.5% إلى $10",
    "اتصل على +966 50 123",
    "شركتا AT&T (Inc.) و v2.0-beta نمتا",
)
DISPLAY_STYLE = """
body { margin: 0; padding: 1rem; background: #fdfcf9; color: #1b1b1b; font: 1.25rem/1.9 "DejaVu Sans", sans-serif; }
table { border-collapse: collapse; width: 100%; }
td, th { border: 1px solid #b9b4a8; padding: 0.2rem 0.8rem; width: 50%; }
th { font-size: 1rem; } td { unicode-bidi: plaintext; text-align: start; }
"""


def display_page() -> str:
    """Mixed lines beside their isolated form, each in the direction that a browser gives to a paragraph."""
    rows = "".join(f"<tr><td>{escape(line)}</td><td>{escape(an.isolate(line))}</td></tr>" for line in LINES)
    return (
        f'<!DOCTYPE html><meta charset="utf-8"><style>{DISPLAY_STYLE}</style>'
        f"<table><tr><th>as it is</th><th>isolated</th></tr>{rows}</table>"
    )


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
            path.write_text(display_page(), "utf-8")
            size = {"width": 960, "height": 380, "deviceScaleFactor": 1, "mobile": False}
            driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
            driver.get(path.as_uri())
            driver.save_screenshot(str(folder / "display.png"))
    finally:
        driver.quit()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "_static")
