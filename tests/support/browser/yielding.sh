#!/bin/sh
# Starts $YIELDING_PROGRAM, and all that it starts, at low priority.
exec nice -n 15 "$YIELDING_PROGRAM" "$@"
