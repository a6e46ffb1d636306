import type { Axon, Call } from '../../axon/options.ts'
import type { MinerPort } from './network.ts'

/** Whom an axon serves. */
export interface AxonPortOptions {
  /** The reason to refuse a hotkey with 403, or undefined. Default: nobody is refused. */
  readonly refuse?: (hotkey: string) => string | undefined | Promise<string | undefined>
}

/** An axon as the miner loop wants it. The axon needs an `externalIp`: that is what is published. */
export function axonPort(axon: Axon, { refuse }: AxonPortOptions = {}): MinerPort {
  return {
    attach(synapse, answer) {
      axon.attach({
        synapse,
        forward: (request, { caller, signal }) =>
          answer(request, { caller: caller.hotkey, signal }),
        ...(refuse && { blacklist: ({ caller }: Call) => refuse(caller.hotkey) }),
      })
    },
    start: () => axon.start(),
    address() {
      const { externalIp, host, port } = axon.address()
      return { ip: externalIp ?? host, port }
    },
    stop: () => axon.stop(),
  }
}
