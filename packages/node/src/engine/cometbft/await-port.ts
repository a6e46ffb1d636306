import { createServer } from 'node:net'
import type { Clock } from '../../clock.ts'
import { CometPortTakenError } from './errors.ts'

/** A port on which CometBFT is to listen. */
export interface WantedPort {
  /** As CometBFT is told it, e.g. `tcp://127.0.0.1:26657`. */
  readonly address: string
  /** Of the command line, by which it can be another. */
  readonly flag: string
}

/**
 * Waits until nobody listens there: the CometBFT of a node that was killed ends a moment later.
 * @throws CometPortTakenError
 */
export async function awaitPort({ address, flag }: WantedPort, clock: Clock): Promise<void> {
  const [, host, port] = /^tcp:\/\/(.+):(\d+)$/.exec(address) ?? []
  if (host === undefined || port === undefined) return
  for (let tries = 0; await isTaken(host, Number(port)); tries += 1) {
    if (tries === MAX_TRIES) throw new CometPortTakenError(Number(port), flag)
    await new Promise<void>((resolve) => void clock.after(WAIT_MS, resolve))
  }
}

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
