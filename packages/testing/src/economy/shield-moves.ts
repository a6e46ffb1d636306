import { bytes, encode } from '@plexus/primitives'
import type { KeyPair } from '@plexus/primitives'
import { callOf } from '@plexus/runtime'
import type { RuntimeCall } from '@plexus/runtime'
import { bareExtrinsic } from '../bare-extrinsic.ts'
import { shieldExtrinsic } from '../shield-extrinsic.ts'
import { anyActor } from './move.ts'
import type { Move, Play, Weighted, World } from './move.ts'

const MAX_QUEUE_WEIGHT = 2_000_000_000_000n

const shield = (name: string, args: Readonly<Record<string, unknown>>): RuntimeCall =>
  callOf('MevShield', name, args)

/** Something is sent that only the author of a coming block can read; none before keys are known. */
export function submitEncrypted({ storage, random, hasher }: World, by: KeyPair): Move | undefined {
  const key = storage.get(bytes, 'MevShield.NextKey')
  if (key === undefined) return undefined
  const hidden = bareExtrinsic(encode(bytes, random.bytes(random.below(200))))
  const ciphertext = shieldExtrinsic(key, hidden, hasher, random.bytes)
  return { by, call: shield('submit_encrypted', { ciphertext }) }
}

/** Something waits for a block of its own, in which nobody can read it. */
export const storeEncrypted = ({ random }: World, by: KeyPair): Move => ({
  by,
  call: shield('store_encrypted', { encrypted_call: random.bytes(random.below(100)) }),
})

/** What Root says of the queue; a queue with room for all that a block brings. */
export function queueSetting({ random }: World): RuntimeCall {
  const time = MAX_QUEUE_WEIGHT / BigInt(1 + random.below(10))
  switch (random.below(4)) {
    case 0:
      return shield('set_max_pending_extrinsics_number', { value: 20 + random.below(100) })
    case 1:
      return shield('set_on_initialize_weight', { value: time })
    case 2:
      return shield('set_stored_extrinsic_lifetime', { value: random.below(20) })
    default:
      return shield('set_max_extrinsic_weight', { value: time })
  }
}

const hide: Play = (world) => {
  const by = anyActor(world).coldkey
  return world.random.oneIn(2) ? submitEncrypted(world, by) : storeEncrypted(world, by)
}

/** What is hidden until it is too late to get ahead of it. */
export const shieldMoves: readonly Weighted[] = [
  [1, hide],
  [1, (world) => (world.random.oneIn(3) ? { by: 'Root', call: queueSetting(world) } : undefined)],
]
