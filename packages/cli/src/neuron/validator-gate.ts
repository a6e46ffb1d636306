import type { SubnetChain } from '@plexus/sdk'

/** Whom a miner serves: hotkeys of the subnet with a validator permit. */
export interface ValidatorGate {
  /** Why a caller is refused, or undefined. */
  refuse(hotkey: string): Promise<string | undefined>
  /** Stake of a hotkey as a share of all stake that was seen, 0 to 1. */
  stakeOf(hotkey: string): number
}

/** How long what was read of the chain counts, and how soon a stranger may make it be read anew. */
const FRESH_MS = 30_000
const STRANGER_MS = 1_000

/** Looks at the chain when a caller is unknown and when what it knows is old. */
export function createValidatorGate(
  chain: SubnetChain,
  now: () => number = () => performance.now(),
): ValidatorGate {
  let shares: ReadonlyMap<string, number> = new Map()
  let readAt = Number.NEGATIVE_INFINITY
  let reading: Promise<void> | undefined

  const read = async (): Promise<void> => {
    const validators = (await chain.neurons()).filter(({ validatorPermit }) => validatorPermit)
    const total = validators.reduce((sum, { stakeAlphaRao }) => sum + stakeAlphaRao, 0n)
    const shareOf = (stake: bigint): number =>
      total === 0n ? 0 : Number((stake * 1_000_000n) / total) / 1_000_000
    shares = new Map(validators.map((one) => [one.hotkey, shareOf(one.stakeAlphaRao)]))
    readAt = now()
  }
  const refresh = async (): Promise<void> => {
    reading ??= read().finally(() => {
      reading = undefined
    })
    await reading
  }

  return {
    async refuse(hotkey) {
      const age = now() - readAt
      if (age > FRESH_MS || (!shares.has(hotkey) && age > STRANGER_MS)) {
        // A node that is away is no reason to turn away who was known.
        await refresh().catch(() => undefined)
      }
      return shares.has(hotkey) ? undefined : 'the hotkey has no validator permit here'
    },
    stakeOf: (hotkey) => shares.get(hotkey) ?? 0,
  }
}
