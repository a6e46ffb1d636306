import { encodeSs58 } from '@plexus/primitives'
import type { Client } from '../client/client.ts'
import { bestHead, blockHashAt } from '../client/heads.ts'
import { signerAccount } from '../client/signer.ts'
import type { Signer } from '../client/signer.ts'
import type { Neuron, SubnetChain } from '../subnet/chain.ts'
import { getMetagraph } from './metagraph/get-metagraph.ts'
import type { MetagraphNeuron } from './metagraph/get-metagraph.ts'
import { getAxon } from './serving/get-axon.ts'
import { serveAxon } from './serving/serve-axon.ts'
import { setCommitment } from './serving/set-commitment.ts'
import { SubnetActionError } from './subnets/errors.ts'
import { createRevealQueue } from './weights/reveal-queue.ts'
import type { RevealStore } from './weights/reveal-queue.ts'
import { submitWeights } from './weights/submit-weights.ts'

/** Whose view of which subnet. */
export interface ChainOfOptions {
  readonly netuid: number
  /** The hotkey. */
  readonly signer: Signer
  /** Keeps what is committed and not yet revealed over a restart. Default: memory only. */
  readonly store?: RevealStore
  /** `versionKey` of the weights. Default: the least that the subnet takes. */
  readonly versionKey?: bigint
  /** Unix time in ms; for timelocked weights. Default the clock of this machine. */
  readonly now?: () => number
}

/** What miner and validator loops need of a subnet, over a client. */
export function chainOf(client: Client, options: ChainOfOptions): SubnetChain {
  const { netuid, signer, store, now = Date.now } = options
  const hotkey = encodeSs58(signerAccount(signer), client.ss58Prefix)
  const queue = createRevealQueue({ client, signer, ...(store && { store }) })
  return {
    netuid,
    block: async (bounds = {}) => (await bestHead(client, bounds)).number,
    async blockHash(block) {
      const hash = await blockHashAt(client, block)
      if (hash === undefined) throw new SubnetActionError('NoSuchBlock', `block ${block}`)
      return hash
    },
    async neurons() {
      const metagraph = await getMetagraph(client, { netuid })
      if (metagraph === undefined) {
        throw new SubnetActionError('NoSuchSubnet', `subnet ${netuid}`)
      }
      return metagraph.neurons.map(neuron)
    },
    async serve({ ip, port }) {
      const known = await getAxon(client, { netuid, hotkey })
      if (known?.ip === ip && known.port === port) return
      await serveAxon(client, { netuid, ip, port, signer })
    },
    async setWeights(weights) {
      const { versionKey } = options
      const extra = versionKey === undefined ? {} : { versionKey }
      await submitWeights(client, { netuid, weights, signer, queue, unixMs: now(), ...extra })
    },
    tick: () => queue.revealDue(),
    async commit(data) {
      await setCommitment(client, { netuid, data, signer })
    },
  }
}

function neuron(of: MetagraphNeuron): Neuron {
  const { uid, hotkey, coldkey, axon, validatorPermit, totalStake, emission, incentiveU16 } = of
  return {
    ...{ uid, hotkey, coldkey, validatorPermit },
    ...(axon !== undefined && { axon: { ip: axon.ip, port: axon.port } }),
    stakeAlphaRao: totalStake,
    incentive: incentiveU16 / 65_535,
    emissionAlphaRao: emission,
  }
}
