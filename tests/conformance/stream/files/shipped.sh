#!/bin/sh
# shipped.sh: what it finds beside itself, then its input.
cat words
sed 's/^/shipped: /'
