import { bestHead, createClient, readStorage, webSocket } from '@plexus/sdk'
import type { Finding } from './examine.ts'

const TIMEOUT_MS = 5_000
/** Validators and their miners refuse what is older than some seconds. */
const MAX_SKEW_MS = 10_000

/** Whether a node answers, and whether its clock is ours. @param now ms since 1970 */
export async function lookAtNode(endpoint: string, now: () => number): Promise<readonly Finding[]> {
  // It tells how things are now: who is not there is not waited for.
  const transport = webSocket(endpoint, { attempts: 1 })
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS)
    const client = await createClient({ transport, signal })
    const head = await bestHead(client, { signal })
    const madeAt = Number(await readStorage(client, 'Timestamp.Now', [], { signal }))
    const { chain, blockTimeMs } = client
    const node: Finding = {
      what: 'node',
      ok: true,
      says: `${endpoint}: ${chain}, block ${head.number}`,
    }
    return [node, lookAtClock(madeAt - now(), blockTimeMs)]
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const says = `${reason} Start one with "plexus up" or "plexus localnet".`
    return [{ what: 'node', ok: false, says }]
  } finally {
    transport.close()
  }
}

/** @param skewMs time of the last block less ours; it is up to a block old */
export function lookAtClock(skewMs: number, blockTimeMs: number): Finding {
  const seconds = (Math.abs(skewMs) / 1000).toFixed(1)
  const says = `the last block is ${seconds} s ${skewMs > 0 ? 'ahead of' : 'behind'} this clock`
  if (skewMs <= MAX_SKEW_MS && -skewMs <= MAX_SKEW_MS + 2 * blockTimeMs) {
    return { what: 'clock', ok: true, says }
  }
  const advice = 'set this clock by NTP, or see whether the node makes blocks'
  return { what: 'clock', ok: false, says: `${says}: ${advice}` }
}
