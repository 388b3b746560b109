#!/usr/bin/env bash
# Installs what the tests need beside Python, where it is missing (Debian, as root): Chromium, its driver and an Arabic
# font for the HTML view, Java for Spark.
set -euo pipefail
missing=()
command -v chromium >/dev/null && command -v chromedriver >/dev/null || missing+=(chromium chromium-driver)
fc-list :lang=ar 2>/dev/null | grep -q . || missing+=(fontconfig fonts-noto-core)
command -v java >/dev/null || missing+=(default-jre-headless)
if [ ${#missing[@]} -gt 0 ]; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -q
  apt-get install -q -y --no-install-recommends "${missing[@]}"
fi
