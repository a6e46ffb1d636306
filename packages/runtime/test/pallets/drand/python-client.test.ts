import { readFileSync } from 'node:fs'
import { accountId, bytes, decode, hexToBytes, struct, u64, uid } from '@plexus/primitives'
import { beforeAll, expect, test } from 'vitest'
import type { Context } from '../../../src/frame/context.ts'
import { NONE, signed } from '../../../src/frame/origin.ts'
import { setCommitment } from '../../../src/pallets/commitments/calls/set-commitment.ts'
import { revealTimelocked } from '../../../src/pallets/commitments/reveal.ts'
import { RevealedCommitments } from '../../../src/pallets/commitments/storage.ts'
import { writePulse } from '../../../src/pallets/drand/calls/write-pulse.ts'
import { revealTimelockedWeights } from '../../../src/pallets/subtensor/coinbase/reveal-weights.ts'
import { Keys, Uids, Weights } from '../../../src/pallets/subtensor/storage/neurons.ts'
import { storageIndex } from '../../../src/pallets/subtensor/types.ts'
import { commitCrv3MechanismWeights } from '../../../src/pallets/subtensor/weights/calls/commit-timelocked.ts'
import { BlockNumber } from '../../../src/pallets/system/storage.ts'
import { ROUND_1000 } from '../../helpers/beacon.ts'
import { succeeds } from '../../helpers/expect-call.ts'
import { eventsDuring } from '../../helpers/test-context.ts'
import { MAIN, NETUID } from '../subtensor/subnet-kit.ts'
import { commitContext, passEpochs } from '../subtensor/weights/commit-kit.ts'

// What `bittensor-drand` 1.3.0 locked until round 1000 of quicknet, and the round as it came out.

const { committed, locked } = JSON.parse(
  readFileSync(
    new URL('../../../../sdk/test/weights/fixtures/weights.json', import.meta.url),
    'utf8',
  ),
) as {
  readonly committed: readonly {
    readonly hotkey: string
    readonly commit: string
    readonly uids: readonly number[]
    readonly values: readonly number[]
  }[]
  readonly locked: readonly { readonly message: string; readonly envelope: string }[]
}
const [weights] = committed
const [, text] = locked
const hotkey = accountId(hexToBytes(weights!.hotkey))
const Envelope = struct({ encrypted: bytes, reveal_round: u64 })

let ctx: Context
beforeAll(() => {
  ctx = commitContext()
  Uids.set(ctx, NETUID, hotkey, 1)
  Keys.set(ctx, NETUID, uid(1), hotkey)
  const call = commitCrv3MechanismWeights.with({
    ...{ netuid: NETUID, mecid: MAIN, reveal_round: 1000n },
    commit: hexToBytes(weights!.commit),
  })
  succeeds(ctx, call, signed(hotkey))
  const field = {
    type: 'TimelockEncrypted',
    value: decode(Envelope, hexToBytes(text!.envelope)),
  } as const
  const info = { fields: [field] }
  succeeds(ctx, setCommitment.with({ netuid: NETUID, info }), signed(hotkey))
  passEpochs(ctx, 1)
  const pulses_payload = {
    block_number: 0,
    pulses: [ROUND_1000],
    public: { type: 'Sr25519', value: new Uint8Array(32) },
  } as const
  succeeds(ctx, writePulse.with({ pulses_payload, signature: undefined }), NONE)
})

test('weights that the Python client locked are set', () => {
  const events = eventsDuring(ctx, () => revealTimelockedWeights(ctx, BigInt(BlockNumber.get(ctx))))
  expect(events).toEqual([
    ['SubtensorModule.WeightsSet', [NETUID, 1]],
    ['SubtensorModule.TimelockedWeightsRevealed', [NETUID, hotkey]],
  ])
  const { uids, values } = weights!
  expect(Weights.get(ctx, storageIndex(NETUID, MAIN), uid(1))).toEqual(
    uids.map((to, at) => [to, values[at]]),
  )
})

test('a commitment that it locked is revealed', () => {
  revealTimelocked(ctx)
  expect(RevealedCommitments.get(ctx, NETUID, hotkey)).toEqual([
    [hexToBytes(text!.message), BigInt(BlockNumber.get(ctx))],
  ])
})
