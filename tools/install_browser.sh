#!/usr/bin/env bash
# Installs Chromium, its driver and an Arabic font for the tests of the HTML view, where they are missing (Debian, as root).
set -euo pipefail
if command -v chromium >/dev/null && command -v chromedriver >/dev/null && fc-list :lang=ar | grep -q .; then
  exit 0
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -q
apt-get install -q -y --no-install-recommends chromium chromium-driver fontconfig fonts-noto-core
