#!/usr/bin/env bash
# Installs what the browser suite needs, unless it is there. Debian, as root.
set -euo pipefail
if command -v chromium >/dev/null; then exit 0; fi
apt-get update
apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=120 chromium fonts-liberation
