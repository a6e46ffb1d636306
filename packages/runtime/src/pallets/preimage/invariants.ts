import { bytesToHex } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import type { Fault } from '../../frame/pallet.ts'
import { PreimageFor, RequestStatusFor, StatusFor } from './storage.ts'

/** A preimage is stored exactly where a status says so, and it hashes to its key. */
export function preimagesMatchStatuses(ctx: Context): readonly Fault[] {
  const faults: Fault[] = []
  const announced = new Set<string>()
  const announce = (hash: Uint8Array, length: number | undefined): void => {
    if (length !== undefined) announced.add(`${bytesToHex(hash)}, ${length} bytes`)
  }
  for (const [[hash], { type, value }] of RequestStatusFor.entries(ctx)) {
    announce(hash, type === 'Requested' ? value.maybe_len : value.len)
  }
  for (const [[hash], { value }] of StatusFor.entries(ctx)) announce(hash, value.len)
  for (const [[[hash, length]], bytes] of PreimageFor.entries(ctx)) {
    const name = `${bytesToHex(hash)}, ${length} bytes`
    if (!announced.delete(name)) faults.push(`no status tells of the preimage ${name}`)
    const digest = bytesToHex(ctx.host.blake2b256(bytes))
    if (digest !== bytesToHex(hash)) faults.push(`the preimage ${name} hashes to ${digest}`)
    if (bytes.length !== length) faults.push(`the preimage ${name} has ${bytes.length} bytes`)
  }
  for (const name of announced) faults.push(`the preimage ${name} is missing`)
  return faults
}
