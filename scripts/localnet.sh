#!/usr/bin/env bash
# Stands where test suites of Bittensor expect a localnet script: LOCALNET_SH_PATH=scripts/localnet.sh
# The node takes the place of this process, so that signals reach it.
exec node "$(dirname "${BASH_SOURCE[0]}")/../bin/plexus.js" localnet "$@"
