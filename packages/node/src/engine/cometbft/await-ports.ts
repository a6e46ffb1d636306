import { createServer } from 'node:net'
import type { Clock } from '../../clock.ts'
import { CometPortTakenError } from './errors.ts'

/**
 * Waits until nobody listens where CometBFT is to: that of a node that was killed ends a moment
 * later.
 * @param env of CometBFT
 * @throws CometPortTakenError
 */
export async function awaitPorts(
  env: Readonly<Record<string, string | undefined>>,
  clock: Clock,
): Promise<void> {
  for (const [variable, flag] of ADDRESSES) {
    const [, host, port] = /^tcp:\/\/(.+):(\d+)$/.exec(env[variable] ?? '') ?? []
    if (host === undefined || port === undefined) continue
    for (let tries = 0; await isTaken(host, Number(port)); tries += 1) {
      if (tries === MAX_TRIES) throw new CometPortTakenError(Number(port), flag)
      await new Promise<void>((resolve) => void clock.after(WAIT_MS, resolve))
    }
  }
}

/** Where it listens, and the flags by which that can be elsewhere. */
const ADDRESSES = [
  ['CMT_P2P_LADDR', '--p2p-port'],
  ['CMT_RPC_LADDR', '--comet-port'],
] as const

/** What else may be wrong with an address is for CometBFT to say. */
function isTaken(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error) => resolve('code' in error && error.code === 'EADDRINUSE'))
    server.listen(port, host, () => server.close(() => resolve(false)))
  })
}

const MAX_TRIES = 40
const WAIT_MS = 200
