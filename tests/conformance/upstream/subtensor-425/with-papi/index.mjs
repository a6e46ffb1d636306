import { describeSuite as describeWithMoonwall } from 'moonwall'
import { createClient } from 'polkadot-api'
import { withPolkadotSdkCompat } from 'polkadot-api/polkadot-sdk-compat'
import { getWsProvider } from 'polkadot-api/ws-provider/node'
import { afterAll } from 'vitest'

export { afterAll, afterEach, beforeAll, beforeEach, expect } from 'moonwall'

/**
 * Moonwall's own, and `context.papi`, which its later releases have: a client of PAPI. Whatever the
 * name of the connection, it leads to the one node, at `PLEXUS_WS`.
 */
export function describeSuite(options) {
  let client
  const papi = () => (client ??= connect())
  afterAll(() => client?.destroy())
  describeWithMoonwall({
    ...options,
    testCases: ({ context, ...rest }) =>
      options.testCases({ ...rest, context: { ...context, papi } }),
  })
}

function connect() {
  return createClient(withPolkadotSdkCompat(getWsProvider(process.env.PLEXUS_WS)))
}
