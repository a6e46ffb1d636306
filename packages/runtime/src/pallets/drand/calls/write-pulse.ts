import { MultiSignature, option } from '@plexus/primitives'
import { call } from '../../../frame/call.ts'
import type { Context } from '../../../frame/context.ts'
import { ensure } from '../../../frame/error.ts'
import { ensureNone } from '../../../frame/origin.ts'
import { BlockNumber } from '../../system/storage.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { drand } from '../id.ts'
import { pruneOldPulses } from '../prune.ts'
import {
  BeaconConfig,
  LastStoredRound,
  NextUnsignedAt,
  OldestStoredRound,
  Pulses,
} from '../storage.ts'
import { PulsesPayload } from '../types.ts'
import type { Pulse } from '../types.ts'
import { drandWeights } from '../weights.ts'

/**
 * Stores the signatures of rounds, each newer than the one before. Without an origin: the signature
 * of the payload is judged with the transaction (`validate-unsigned.ts`).
 */
export const writePulse = call(
  drand,
  { pulses_payload: PulsesPayload, signature: option(MultiSignature) },
  {
    index: 0,
    name: 'write_pulse',
    weight: drandWeights.writePulse,
    run(ctx, origin, { pulses_payload: { pulses } }) {
      ensureNone(origin)
      const last = LastStoredRound.get(ctx)
      const isFirst = last === 0n && OldestStoredRound.get(ctx) === 0n
      const rounds = storePulses(ctx, pulses, last)
      const newest = rounds.at(-1) ?? last
      LastStoredRound.set(ctx, newest)
      if (isFirst && rounds[0] !== undefined) OldestStoredRound.set(ctx, rounds[0])
      pruneOldPulses(ctx, newest)
      NextUnsignedAt.set(ctx, BlockNumber.get(ctx))
      if (rounds.length > 0) ctx.deposit(events, { type: 'NewPulse', value: { rounds } })
    },
  },
)

/** Stores what the beacon signed and passes over the rest. @returns the rounds that are new */
function storePulses(ctx: Context, pulses: readonly Pulse[], last: bigint): readonly bigint[] {
  const { public_key: publicKey } = BeaconConfig.get(ctx)
  const rounds: bigint[] = []
  for (const pulse of pulses) {
    const { round, signature } = pulse
    const isSigned = ctx.host.verifyRound({ round, signature, publicKey })
    ensure(isSigned !== undefined, errors.PulseVerificationError)
    if (!isSigned) continue
    ensure(round > (rounds.at(-1) ?? last), errors.InvalidRoundNumber)
    Pulses.set(ctx, round, pulse)
    rounds.push(round)
  }
  return rounds
}
