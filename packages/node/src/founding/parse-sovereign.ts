import { bytesToHex } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import type { SovereignOptions } from '@plexus/runtime'
import { SovereignFormatError } from './errors.ts'
import { accountOf, bytesOf, fieldsOf, listOf, raoOf, wholeOf, wordOf } from './fields.ts'

/**
 * What the founders of a sovereign network decided, out of JSON. Only the form is judged here; its
 * sense is judged by `sovereign` of the runtime.
 *
 * @param value `{validators, balances?, subnets?, params?, beaconKey?}` as `sovereignJson` writes it
 * @throws SovereignFormatError naming the field
 */
export function parseSovereign(value: unknown): SovereignOptions {
  const fields = fieldsOf(value, '', ['validators'], [...OPTIONAL])
  const [balances, subnets, params, beaconKey] = OPTIONAL.map((name) => fields.get(name))
  return {
    validators: listOf(fields.get('validators'), 'validators', VALIDATORS, validatorOf),
    ...(balances !== undefined && { balances: balancesOf(balances) }),
    ...(subnets !== undefined && { subnets: listOf(subnets, 'subnets', SUBNETS, subnetOf) }),
    ...(params !== undefined && { params: paramsOf(params) }),
    ...(beaconKey !== undefined && {
      beaconKey: bytesOf(beaconKey, 'beaconKey', BEACON_KEY_BYTES),
    }),
  }
}

function validatorOf(value: unknown, at: string): SovereignOptions['validators'][number] {
  const fields = fieldsOf(value, at, ['coldkey', 'hotkey', 'key', 'stake'])
  return {
    coldkey: accountOf(fields.get('coldkey'), `${at}.coldkey`),
    hotkey: accountOf(fields.get('hotkey'), `${at}.hotkey`),
    key: bytesOf(fields.get('key'), `${at}.key`, CONSENSUS_KEY_BYTES),
    stake: raoOf(fields.get('stake'), `${at}.stake`),
  }
}

function subnetOf(value: unknown, at: string): NonNullable<SovereignOptions['subnets']>[number] {
  const fields = fieldsOf(value, at, ['coldkey', 'hotkey'])
  return {
    coldkey: accountOf(fields.get('coldkey'), `${at}.coldkey`),
    hotkey: accountOf(fields.get('hotkey'), `${at}.hotkey`),
  }
}

/** Balances out of a list of pairs, an account and rao. @throws SovereignFormatError */
export function balancesOf(value: unknown): NonNullable<SovereignOptions['balances']> {
  const seen = new Set<string>()
  return listOf(value, 'balances', BALANCES, (entry, at) => {
    const pair = listOf(entry, at, PAIR, (part) => part)
    const account = accountOf(pair[0], `${at}[0]`)
    const name = bytesToHex(account)
    if (seen.has(name))
      throw new SovereignFormatError(`${at}[0]`, 'is an account for the second time')
    seen.add(name)
    return [account, raoOf(pair[1], `${at}[1]`)] satisfies readonly [AccountId, bigint]
  })
}

function paramsOf(value: unknown): NonNullable<SovereignOptions['params']> {
  const fields = fieldsOf(value, 'params', [], [...Object.keys(WHOLE), 'min_stake', 'mode'])
  const minStake = fields.get('min_stake')
  const mode = fields.get('mode')
  const whole = (Object.keys(WHOLE) as (keyof typeof WHOLE)[])
    .filter((name) => fields.has(name))
    .map((name) => [name, wholeOf(fields.get(name), `params.${name}`, WHOLE[name])] as const)
  return {
    ...Object.fromEntries(whole),
    ...(minStake !== undefined && { min_stake: raoOf(minStake, 'params.min_stake') }),
    ...(mode !== undefined && { mode: wordOf(mode, 'params.mode', ['Stake', 'Governed']) }),
  }
}

const OPTIONAL = ['balances', 'subnets', 'params', 'beaconKey'] as const

const U32 = 0xffff_ffff
const U16 = 0xffff
/** Parameters that are plain numbers, and the most that their type holds. */
const WHOLE = {
  max_validators: U32,
  rotation_blocks: U32,
  max_churn_permille: U16,
  power_cap_permille: U16,
  jail_blocks: U32,
  slash_permille: U16,
} as const satisfies Partial<Record<keyof NonNullable<SovereignOptions['params']>, number>>

const VALIDATORS = { least: 1, most: 128 }
const SUBNETS = { least: 0, most: 128 }
/** PERF: each is some 90 bytes of the file, and a microsecond here in hexadecimal digits. */
const BALANCES = { least: 0, most: 1_000_000 }
const PAIR = { least: 2, most: 2 }
const CONSENSUS_KEY_BYTES = 32
const BEACON_KEY_BYTES = 96
