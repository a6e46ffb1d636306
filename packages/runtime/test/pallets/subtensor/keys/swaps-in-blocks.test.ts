import { blockNumber, hash } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import { beforeEach, expect, test } from 'vitest'
import { callOf } from '../../../../src/calls.ts'
import type { RuntimeCall } from '../../../../src/frame/call.ts'
import type { Context } from '../../../../src/frame/context.ts'
import { addWeights } from '../../../../src/frame/weight.ts'
import { adoptHotkey } from '../../../../src/pallets/subtensor/keys/ownership.ts'
import { Owner } from '../../../../src/pallets/subtensor/storage/keys.ts'
import { ColdkeySwapAnnouncementDelay } from '../../../../src/pallets/subtensor/storage/limits.ts'
import { accountData } from '../../../../src/pallets/system/accounts.ts'
import { BASE_EXTRINSIC } from '../../../../src/pallets/system/limits.ts'
import { alice, runtime, TestChain } from '../../../executive/chain-kit.ts'
import { account, host } from '../../../helpers/test-context.ts'
import { FIRST } from '../economy-kit.ts'
import { accesses, NEW, OLD, swapOn } from './keys-kit.ts'

const genesis = runtime.genesis()
const NEXT = account(70)
const DELAY = 2
const hashOf = (coldkey: AccountId) => hash(host.blake2b256(coldkey))
const subtensor = (name: string, args: Readonly<Record<string, unknown>>): RuntimeCall =>
  callOf('SubtensorModule', name, args)
const remark = callOf('System', 'remark', { remark: Uint8Array.of(1) })

let chain: TestChain
beforeEach(() => {
  chain = new TestChain(genesis)
  change((ctx) => {
    adoptHotkey(ctx, alice.account, OLD)
    ColdkeySwapAnnouncementDelay.set(ctx, blockNumber(DELAY))
  })
})

function change(run: (ctx: Context) => void): void {
  const ctx = chain.read()
  run(ctx)
  chain.state = chain.state.after(ctx.state.changes())
}

test('a hotkey swap pays for the weight that it had', () => {
  chain.block()
  chain.block()
  const [result] = chain.block(chain.sign(swapOn(FIRST, { keepStake: true })))
  expect(result).toEqual({ kind: 'included', dispatched: true })
  const success = chain.events().findLast(({ name }) => name === 'System.ExtrinsicSuccess')
  // 24 reads and 13 writes (see swap-hotkey.test.ts).
  const weight = addWeights(accesses(24n, 13n), BASE_EXTRINSIC)
  expect(success?.value).toMatchObject({ dispatch_info: { weight, pays_fee: 'Yes' } })
  expect(Owner.get(chain.read(), NEW)).toEqual(alice.account)
})

test('an announced coldkey does nothing else, and is then another', () => {
  const announce = subtensor('announce_coldkey_swap', { new_coldkey_hash: hashOf(NEXT) })
  chain.block(chain.sign(announce))
  expect(chain.validate(chain.sign(remark, { nonce: 1 }))).toMatchObject({
    error: { type: 'Invalid', value: { type: 'Custom', value: 0 } },
  })
  chain.block()
  const swap = subtensor('swap_coldkey_announced', { new_coldkey: NEXT })
  const before = accountData(chain.read(), alice.account).free
  chain.block(chain.sign(swap, { nonce: 1 }))
  const after = chain.read()
  const moved = accountData(after, NEXT).free
  expect(accountData(after, alice.account).free).toBe(0n)
  // Everything but the fee, which is small.
  expect(moved < before && before - moved < 1_000_000_000n).toBe(true)
  expect(Owner.get(after, OLD)).toEqual(NEXT)
})
