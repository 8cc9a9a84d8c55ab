#!/bin/sh
set -eu
exec nginx -c "$(/opt/vakhta/nginx/render.sh)"
