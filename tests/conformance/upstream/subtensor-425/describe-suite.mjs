import { describeSuite as describeWithMoonwall } from 'moonwall'
import { afterAll } from 'vitest'

/**
 * Moonwall's own, and `context.papi`, which its later releases have. Whatever the name of the
 * connection, it leads to the one node, at `PLEXUS_WS`.
 */
export function describeSuiteWith(connect) {
  return (options) => {
    let client
    const papi = () => (client ??= connect(process.env.PLEXUS_WS))
    afterAll(() => client?.destroy())
    describeWithMoonwall({
      ...options,
      // Assigned and not spread: a getter of Moonwall's context may not be read before it connects.
      testCases: (cases) =>
        options.testCases({ ...cases, context: Object.assign(cases.context, { papi }) }),
    })
  }
}
