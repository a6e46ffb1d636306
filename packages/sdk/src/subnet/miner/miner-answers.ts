import { bytesToHex } from '@plexus/primitives'
import { InvalidFieldError } from '../../synapse/errors.ts'
import { answerCommitment } from '../commit/answer-commitment.ts'
import { committedSynapses } from '../commit/committed-synapses.ts'
import type { Commitment } from '../commit/committed-synapses.ts'
import { createPendingAnswers } from '../commit/pending-answers.ts'
import type { MinerCall, MinerPort } from '../ports/network.ts'
import type { Manifest, SubnetSynapse } from '../subnet.ts'

/** Turns a request into a response. */
export type Work<Request, Response> = (request: Request, call: MinerCall) => Promise<Response>

/**
 * Attaches what a miner answers to a port: its responses, or, where the subnet wants answers
 * committed, the commitment and later the answer.
 */
export function attachAnswers<Request, Response>(options: {
  readonly subnet: {
    readonly manifest: Manifest
    readonly synapse: SubnetSynapse<Request, Response>
  }
  readonly port: MinerPort
  /** SS58 address of the miner. */
  readonly hotkey: string
  readonly work: Work<Request, Response>
  /** 32 fresh random bytes. */
  readonly randomSalt: () => Uint8Array
}): void {
  const { subnet, port, hotkey, work, randomSalt } = options
  const { requestBytes } = subnet.manifest.limits
  if (subnet.manifest.answers === 'direct') {
    port.attach(subnet.synapse, work, { requestBytes })
    return
  }
  const pending = createPendingAnswers(MAX_PENDING)
  const { commit, reveal } = committedSynapses(subnet.synapse)
  const answerWithHash = async (request: Request, call: MinerCall) => {
    const response = await work(request, call)
    const answer = JSON.stringify(subnet.synapse.writeResponse(response))
    const revealed = { salt: bytesToHex(randomSalt()).slice(2), answer }
    const commitment = answerCommitment(hotkey, revealed)
    pending.keep(commitment, call.caller, revealed)
    return { commitment }
  }
  const show = async ({ commitment }: Commitment, { caller }: MinerCall) => {
    const revealed = pending.find(commitment, caller)
    if (revealed !== undefined) return revealed
    throw new InvalidFieldError('commitment', 'is of no answer that this caller waits for')
  }
  port.attach(commit, answerWithHash, { requestBytes })
  port.attach(reveal, show, { requestBytes: REVEAL_BYTES })
}

/** `{"commitment":"…"}` with room to spare. */
const REVEAL_BYTES = 256

/** With answers of 16 kB, 16 MB at most. */
const MAX_PENDING = 1_024
