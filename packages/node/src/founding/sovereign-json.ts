import { bytesToHex, encodeSs58 } from '@plexus/primitives'
import type { SovereignOptions } from '@plexus/runtime'

/** A sovereign network as JSON; `parseSovereign` reads it. */
export function sovereignJson(options: SovereignOptions): Readonly<Record<string, unknown>> {
  const { validators, balances, subnets, params, beaconKey } = options
  return {
    validators: validators.map(({ coldkey, hotkey, key, stake }) => ({
      coldkey: encodeSs58(coldkey),
      hotkey: encodeSs58(hotkey),
      key: bytesToHex(key),
      stake: String(stake),
    })),
    ...(subnets !== undefined && {
      subnets: subnets.map(({ coldkey, hotkey }) => ({
        coldkey: encodeSs58(coldkey),
        hotkey: encodeSs58(hotkey),
      })),
    }),
    ...(params !== undefined && { params: paramsJson(params) }),
    ...(beaconKey !== undefined && { beaconKey: bytesToHex(beaconKey) }),
    // PERF: an address takes twenty times as long to read, and there may be very many.
    ...(balances !== undefined && {
      balances: balances.map(([account, rao]) => [bytesToHex(account), String(rao)]),
    }),
  }
}

const paramsJson = (params: NonNullable<SovereignOptions['params']>) => ({
  ...params,
  ...(params.min_stake !== undefined && { min_stake: String(params.min_stake) }),
})
