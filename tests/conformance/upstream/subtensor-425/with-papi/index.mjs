import { createClient } from 'polkadot-api'
import { withPolkadotSdkCompat } from 'polkadot-api/polkadot-sdk-compat'
import { getWsProvider } from 'polkadot-api/ws-provider/node'
import { describeSuiteWith } from '../describe-suite.mjs'

export { afterAll, afterEach, beforeAll, beforeEach, expect } from 'moonwall'

/** Moonwall's own, with the last client of the line that the suites were written for. */
export const describeSuite = describeSuiteWith((endpoint) =>
  createClient(withPolkadotSdkCompat(getWsProvider(endpoint))),
)
