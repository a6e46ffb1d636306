import type { EpochInput } from '../epoch/input.ts'
import type { EpochOutput } from '../epoch/output.ts'
import { decodeRow } from '../epoch/row.ts'
import { mergeMechanisms } from '../subnet/merge-mechanisms.ts'
import { pruneCandidate } from '../subnet/prune-candidate.ts'
import type { EpochCase } from './epoch-case.ts'

/** A JSON value. */
export type Json = string | number | null | readonly Json[] | { readonly [key: string]: Json }

/** The `out` of a case, apart from its trace, as the format writes it. */
export type EpochCaseOut = Readonly<Record<string, Json>>

/**
 * Runs the epochs of a case and writes down what the chain stores and pays afterwards.
 *
 * @param epoch the kernel's or the reference's
 */
export function runEpochCase(
  subject: EpochCase,
  epoch: (input: EpochInput) => EpochOutput,
): EpochCaseOut {
  const outputs = subject.inputs.map(epoch)
  const uids = uidsOf(subject)
  const at = (values: ArrayLike<number | bigint>): Json => uids.map((uid) => toJson(values[uid]))
  const merged = mergeMechanisms(
    outputs.map((output, index) => ({ output, emission: subject.inputs[index]?.emission ?? 0n })),
    subject.emission,
  )
  const stored = BigUint64Array.from(uids, (uid) => merged.emission[uid] ?? 0n)
  const hasHoles = uids.length < subject.prune.hasKey.length
  return {
    split: subject.inputs.map(({ emission }) => String(emission)),
    mechanisms: outputs.map((output, index) => ({
      incentive: at(output.incentive),
      bonds: bondsAfter(subject.bonds[index] ?? new Map(), output, uids),
      totalStake: at(output.stake),
      ...(outputs.length > 1 && {
        dividends: at(output.dividends),
        consensus: at(output.consensus),
        validatorTrust: at(output.validatorTrust),
        stakeWeight: at(output.stakeWeight),
        active: at(output.active),
        newValidatorPermit: at(output.newValidatorPermit),
        serverEmission: at(output.serverEmission),
        validatorEmission: at(output.validatorEmission),
        emission: at(output.emission),
      }),
    })),
    final: {
      uids: hasHoles ? uids : null,
      active: at(merged.active),
      validatorPermit: at(merged.newValidatorPermit),
      stakeWeight: at(merged.stakeWeight),
      consensus: at(merged.consensus),
      validatorTrust: at(merged.validatorTrust),
      dividends: at(merged.dividends),
      emission: at(merged.emission),
      serverEmission: at(merged.serverEmission),
      validatorEmission: at(merged.validatorEmission),
    },
    neuronToPrune: pruneCandidate({ ...subject.prune, emission: stored }) ?? null,
  }
}

/** The uids that a hotkey holds: what they got is stored by position in this list. */
const uidsOf = ({ prune }: EpochCase): readonly number[] =>
  prune.hasKey.flatMap((isHeld, uid) => (isHeld ? [uid] : []))

/** Bonds as stored afterwards: a row that no uid's position overwrites stays. */
function bondsAfter(
  before: EpochCase['bonds'][number],
  output: EpochOutput,
  uids: readonly number[],
): Json {
  const after = new Map(before)
  for (const [position, uid] of uids.entries()) {
    after.set(position, decodeRow(output.bonds[uid] ?? Uint8Array.of(0)))
  }
  return [...after]
    .filter(([, row]) => row.length > 0)
    .sort(([a], [b]) => a - b)
    .map(([uid, row]): Json => [uid, row.flat()])
}

const toJson = (value: number | bigint | undefined): Json =>
  typeof value === 'bigint' ? String(value) : (value ?? 0)
