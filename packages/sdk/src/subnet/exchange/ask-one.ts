import type { SynapseSpec } from '../../synapse/synapse-spec.ts'
import type { Neuron } from '../chain.ts'
import type { ValidatorPort } from '../ports/network.ts'
import type { Manifest } from '../subnet.ts'
import { collectAnswers } from './collect-answers.ts'

/** The answer of one miner to one request, or why there is none. */
export type OneAnswer<Response> =
  | { readonly ok: true; readonly response: Response; readonly latencyMs: number }
  | { readonly ok: false; readonly reason: string; readonly latencyMs: number }

/** Asks one miner outside a window, as `plexus ask` does, in the way that the subnet answers. */
export async function askOne<Request, Response>(options: {
  readonly subnet: {
    readonly manifest: Manifest
    readonly synapse: SynapseSpec<Request, Response>
  }
  readonly port: ValidatorPort
  readonly neuron: Neuron
  readonly request: Request
  readonly signal: AbortSignal
}): Promise<OneAnswer<Response>> {
  const { subnet, port, neuron, request, signal } = options
  const task = { id: 'one', window: 0, index: 0, seed: new Uint8Array(32) }
  const { manifest, synapse } = subnet
  const [collected] = await collectAnswers([{ neuron, task, request }], {
    manifest,
    synapse,
    port,
    concurrency: 1,
    signal,
  })
  if (collected === undefined)
    return { ok: false, reason: 'ended before it was asked', latencyMs: 0 }
  const { outcome, latencyMs } = collected
  return outcome.ok ? { ...outcome, latencyMs } : { ok: false, reason: outcome.reason, latencyMs }
}
