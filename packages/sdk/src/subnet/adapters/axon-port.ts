import type { Axon } from '../../axon/options.ts'
import type { MinerPort } from '../ports/network.ts'

/** What validators reach an axon by, where it differs from what the axon knows. */
export interface AxonPortOptions {
  /** Published address. Default: `externalIp` of the axon, else its host. */
  readonly ip?: string
  /** Published port. Default: the one that the axon listens on. */
  readonly port?: number
  /** Time for requests at work when the miner stops, in ms. Default: 2,000. */
  readonly graceMs?: number
}

/** Lets a miner loop answer through an axon that has not been started. */
export function axonPort(axon: Axon, options: AxonPortOptions = {}): MinerPort {
  const { graceMs = 2_000 } = options
  return {
    attach(synapse, answer, { requestBytes }) {
      axon.attach({
        synapse,
        bodyBytes: requestBytes + BASE_FIELDS_BYTES,
        forward: (request, { caller, signal }) =>
          answer(request, { caller: caller.hotkey, signal }),
      })
    },
    start: () => axon.start(),
    address() {
      const { host, port, externalIp } = axon.address()
      return { ip: options.ip ?? externalIp ?? host, port: options.port ?? port }
    },
    stop: () => axon.stop({ graceMs }),
  }
}

/** Room for the fields of the base class, which every body has. */
const BASE_FIELDS_BYTES = 8_192
