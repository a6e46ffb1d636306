import { expect, test } from 'vitest'
import { dispatchInfo } from '../../../../src/frame/call.ts'
import { runtimeConfig } from '../../../../src/frame/config.ts'
import { keysCalls } from '../../../../src/pallets/subtensor/keys/calls/index.ts'
import { registrationCalls } from '../../../../src/pallets/subtensor/registration/calls/index.ts'
import { servingCalls } from '../../../../src/pallets/subtensor/serving/calls/index.ts'
import { subnetsCalls } from '../../../../src/pallets/subtensor/subnets/calls/index.ts'

/** Index, name, time in ps and whether there is a fee (spec: 20-calls §4). */
const TABLE: readonly (readonly [number, string, bigint, boolean])[] = [
  [4, 'serve_axon', 206_278_000n, false],
  [5, 'serve_prometheus', 204_294_000n, false],
  [6, 'register', 4_099_872_000n, true],
  [7, 'burned_register', 4_086_815_000n, true],
  [40, 'serve_axon_tls', 205_617_000n, false],
  [59, 'register_network', 6_077_125_000n, true],
  [60, 'faucet', 2_966_000_000n, false],
  [61, 'dissolve_network', 3_369_000_000n, true],
  [62, 'root_register', 2_178_934_000n, true],
  [65, 'decrease_take', 304_895_000n, false],
  [66, 'increase_take', 362_710_000n, false],
  [68, 'set_identity', 207_040_000n, true],
  [70, 'swap_hotkey', 15_692_038_000n, true],
  [71, 'swap_coldkey', 3_137_301_000n, true],
  [72, 'swap_hotkey_v2', 5_075_300_000n, true],
  [73, 'schedule_swap_coldkey', 125_000_000n, true],
  [78, 'set_subnet_identity', 142_513_000n, true],
  [79, 'register_network_with_identity', 5_950_041_000n, true],
  [92, 'start_call', 364_454_000n, true],
  [93, 'associate_evm_key', 859_242_000n, false],
  // With 500 contributors, each of which takes two reads and two writes: 250,000,000 ps.
  [110, 'register_leased_network', 6_834_598_986n + 500n * (46_027_026n + 250_000_000n), true],
  // One read and one write each.
  [111, 'terminate_lease', 946_402_779n + 500n * (1_566_532n + 125_000_000n), true],
  [112, 'update_symbol', 228_313_000n, true],
  [120, 'root_dissolve_network', 3_369_000_000n, true],
  [125, 'announce_coldkey_swap', 447_248_000n, true],
  [126, 'swap_coldkey_announced', 2_713_156_000n, true],
  [127, 'dispute_coldkey_swap', 173_293_000n, true],
  [128, 'reset_coldkey_swap', 208_857_000n, true],
  [133, 'clear_coldkey_swap_announcement', 167_890_000n, true],
  [134, 'register_limit', 5_529_200_000n, true],
]

const CALLS = [...registrationCalls, ...subnetsCalls, ...servingCalls, ...keysCalls]

test('the calls are those of the table, with its weights and fees', () => {
  const rows = CALLS.map((call) => {
    const info = dispatchInfo({ call, args: {} }, runtimeConfig('fast'))
    expect(info.class, call.name).toBe('Normal')
    return [call.index, call.name, info.weight.ref_time, info.paysFee] as const
  })
  expect(rows.sort(([a], [b]) => a - b)).toEqual(TABLE)
})

test('no call of the economy is closed', () => {
  expect(CALLS.filter(({ closed }) => closed).map(({ name }) => name)).toEqual([])
})
