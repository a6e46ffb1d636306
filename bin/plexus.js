#!/usr/bin/env node
// The one launcher lives in the package that is published; this is its address in a checkout.
import '../packages/cli/bin/plexus.js'
