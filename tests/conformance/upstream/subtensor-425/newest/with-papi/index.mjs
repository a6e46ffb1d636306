import { createClient } from 'polkadot-api'
import { getWsProvider } from 'polkadot-api/ws'
import { WebSocket } from 'ws'
import { describeSuiteWith } from '../../describe-suite.mjs'

export { afterAll, afterEach, beforeAll, beforeEach, expect } from 'moonwall'

/** Moonwall's own, with the newest client. */
export const describeSuite = describeSuiteWith((endpoint) =>
  createClient(getWsProvider(endpoint, { websocketClass: WebSocket })),
)
