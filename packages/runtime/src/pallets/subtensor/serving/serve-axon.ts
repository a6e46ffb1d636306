import type { NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { fail } from '../../../frame/error.ts'
import { ensureSigned } from '../../../frame/origin.ts'
import type { Origin } from '../../../frame/origin.ts'
import { currentBlock } from '../block.ts'
import { events } from '../events.ts'
import { Axons, NeuronCertificates } from '../storage/neurons.ts'
import type { AxonInfo, NeuronCertificate } from '../types.ts'
import { axonFault } from './endpoint.ts'

/** Longest certificate in bytes: the algorithm and a public key of 64. */
const MAX_CERTIFICATE_BYTES = 65

/** What a neuron publishes of itself. */
export type Axon = Omit<AxonInfo, 'block'>

/**
 * Publishes where the signer, a neuron, answers (spec: 20-calls §5.6). A certificate that cannot be
 * read is ignored.
 *
 * @throws DispatchFailure
 */
export function serveAxon(
  ctx: Context,
  origin: Origin,
  netuid: NetUid,
  axon: Axon,
  certificate?: Uint8Array,
): void {
  const hotkey = ensureSigned(origin)
  const fault = axonFault(ctx, hotkey, netuid, axon)
  if (fault !== undefined) fail(fault)
  const parsed = parseCertificate(certificate)
  if (parsed !== undefined) NeuronCertificates.set(ctx, netuid, hotkey, parsed)
  Axons.set(ctx, netuid, hotkey, { ...axon, block: currentBlock(ctx) })
  ctx.deposit(events, { type: 'AxonServed', value: [netuid, hotkey] })
}

function parseCertificate(certificate: Uint8Array | undefined): NeuronCertificate | undefined {
  const algorithm = certificate?.[0]
  if (certificate === undefined || algorithm === undefined) return undefined
  if (certificate.length > MAX_CERTIFICATE_BYTES) return undefined
  return { algorithm, public_key: certificate.slice(1) }
}
