import { expect, test } from 'vitest'
import { runtimeConfig } from '../../../../src/frame/config.ts'
import { locksCalls } from '../../../../src/pallets/subtensor/locks/calls/index.ts'
import { stakingCalls } from '../../../../src/pallets/subtensor/staking/calls/index.ts'

/** Index, name and weight in ps (spec 20-calls §4, column w). */
const TABLE: readonly (readonly [index: number, name: string, ps: bigint])[] = [
  [2, 'add_stake', 3_064_064_000n],
  [3, 'remove_stake', 2_569_198_000n],
  [83, 'unstake_all', 176_830_000n],
  [84, 'unstake_all_alpha', 4_275_873_000n],
  [85, 'move_stake', 1_391_061_000n],
  [86, 'transfer_stake', 1_333_541_000n],
  [87, 'swap_stake', 4_317_019_000n],
  [88, 'add_stake_limit', 3_253_005_000n],
  [89, 'remove_stake_limit', 2_715_696_000n],
  [90, 'swap_stake_limit', 4_519_515_000n],
  [91, 'try_associate_hotkey', 400_337_000n],
  [101, 'recycle_alpha', 1_097_139_000n],
  [102, 'burn_alpha', 868_964_000n],
  [103, 'remove_stake_full_limit', 2_729_292_000n],
  [114, 'set_coldkey_auto_stake_hotkey', 333_853_000n],
  [132, 'add_stake_burn', 3_492_308_000n],
  [136, 'lock_stake', 840_995_000n],
  [137, 'move_lock', 1_099_819_000n],
  [138, 'set_perpetual_lock', 400_000_000n],
  [142, 'set_reject_locked_alpha', 125_000_000n],
]

test.each(TABLE)('call %i is %s, weighs %i ps and pays', (index, name, ps) => {
  const call = [...stakingCalls, ...locksCalls].find((each) => each.index === index)
  const info = call?.info({}, runtimeConfig('fast'))
  expect(call?.name).toBe(name)
  expect(info?.weight.ref_time).toBe(ps)
  expect(info).toMatchObject({ class: 'Normal', paysFee: true })
})

test('there are no other calls', () => {
  expect(stakingCalls.length + locksCalls.length).toBe(TABLE.length)
})
