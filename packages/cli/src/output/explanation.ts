import type { EpochExplanation } from '@plexus/sdk'
import type { Io } from '../io.ts'
import { coins, print } from './print.ts'

type Neuron = EpochExplanation['neurons'][number]

/** What each step of an epoch means; steps without a line are not shown to people. */
const MEANINGS: readonly (readonly [step: string, meaning: string])[] = [
  ['totalStake', 'stake that counts here'],
  ['stakeShare', 'share of all active stake'],
  ['rank', 'sum of the clipped weights it got'],
  ['preRank', 'sum of the weights it got, before clipping'],
  ['consensus', 'weight that half of the stake agrees on'],
  ['incentive', 'share of the miners’ pot'],
  ['validatorTrust', 'part of its own weights that consensus kept'],
  ['dividends', 'share of the validators’ pot'],
]

/** Prints why a neuron was paid what it was paid. */
export function printExplanation(
  io: Io,
  flags: { readonly json?: true },
  epoch: EpochExplanation,
  neuron: Neuron,
): void {
  const { netuid, block, pots } = epoch
  const steps = MEANINGS.flatMap(([step, meaning]) => {
    const value = neuron.steps?.[step]?.value
    return value === undefined
      ? []
      : [`  ${step.padEnd(15)} ${shown(value).padEnd(14)}  ${meaning}`]
  })
  const alpha = (text: string): string => `${coins(BigInt(text))} α`
  const text = [
    `uid ${neuron.uid} of subnet ${netuid}, epoch of block ${block}`,
    `hotkey ${neuron.hotkey}`,
    '',
    ...steps,
    '',
    `the pots held ${alpha(pots.serverAlphaRao)} for miners and ${alpha(pots.validatorAlphaRao)} for validators`,
    `it was paid ${alpha(neuron.serverAlphaRao)} for its work and ${alpha(neuron.validatorAlphaRao)} for its judgements`,
  ]
  print(io, flags, { netuid, block, pots, neuron }, text.join('\n'))
}

/** Whole numbers are rao of alpha, all others parts of one. */
const shown = (value: string): string =>
  /^\d+$/.test(value) ? `${coins(BigInt(value))} α` : value.slice(0, 12)
