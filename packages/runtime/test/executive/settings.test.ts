import { bytesToHex, decode, DigestItem, netUid } from '@plexus/primitives'
import { expect, test } from 'vitest'
import { callOf } from '../../src/calls.ts'
import type { RuntimeCall } from '../../src/frame/call.ts'
import { DEV_ACCOUNTS } from '../../src/genesis/accounts.ts'
import { Authorities } from '../../src/pallets/aura/storage.ts'
import { Authorities as FinalityAuthorities } from '../../src/pallets/grandpa/storage.ts'
import { bob, runtime, TestChain } from './chain-kit.ts'

const sudo = (call: RuntimeCall): RuntimeCall => callOf('Sudo', 'sudo', { call })
const { One, Two } = DEV_ACCOUNTS

test('a block that changes its authors says so in its header, and replays', () => {
  const chain = new TestChain()
  const before = chain.state
  const call = callOf('AdminUtils', 'swap_authorities', { new_authorities: [Two, One] })
  const grandpa = callOf('AdminUtils', 'schedule_grandpa_change', {
    next_authorities: [[One, 1n]],
    in_blocks: 1,
    forced: undefined,
  })
  chain.block(chain.sign(sudo(call)), chain.sign(sudo(grandpa), { nonce: 1 }))
  const { block, hash } = chain.head
  const digest = block.header.digest.map((item) => decode(DigestItem, item))
  expect(digest.map(({ type }) => type)).toEqual(['PreRuntime', 'Consensus', 'Consensus'])
  expect(Authorities.get(chain.read())).toEqual([Two, One])
  expect(bytesToHex(runtime.execute(before, block).hash)).toBe(bytesToHex(hash))
  chain.block()
  expect(FinalityAuthorities.get(chain.read())).toEqual([[One, 1n]])
})

test('a closed call is in the block, pays, and fails', () => {
  const chain = new TestChain()
  const call = callOf('LimitOrders', 'set_pallet_status', { enabled: false })
  const [result] = chain.block(chain.sign(call, { signer: bob }))
  expect(result).toMatchObject({ kind: 'included' })
  const failed = chain.events().find(({ name }) => name === 'System.ExtrinsicFailed')
  // System is pallet 0, CallFiltered its sixth error.
  expect(failed?.value).toMatchObject({
    dispatch_error: { type: 'Module', value: { index: 0, error: Uint8Array.of(5, 0, 0, 0) } },
  })
})

test('the trap of the root network: from block 91 on its window is shut until Root opens it', () => {
  // 20-calls §13: tempo 100, last epoch 0, window 10.
  const chain = new TestChain()
  const enable = callOf('AdminUtils', 'sudo_set_subtoken_enabled', {
    netuid: netUid(0),
    subtoken_enabled: true,
  })
  const outcome = (call: RuntimeCall, nonce: number): unknown => {
    chain.block(chain.sign(sudo(call), { nonce }))
    return chain.events().find(({ name }) => name === 'Sudo.Sudid')?.value
  }
  while (chain.number < 89) chain.block()
  expect(outcome(enable, 0)).toMatchObject({ sudo_result: { ok: true } })
  expect(chain.number).toBe(90)
  expect(outcome(enable, 1)).toMatchObject({ sudo_result: { ok: false } })
  outcome(callOf('AdminUtils', 'sudo_set_admin_freeze_window', { window: 0 }), 2)
  expect(outcome(enable, 3)).toMatchObject({ sudo_result: { ok: true } })
})
