import { rao } from '@plexus/primitives'
import type { Rao } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { NO_CREDIT } from '../../balances/index.ts'
import type { Credit } from '../../balances/index.ts'
import { BlockEmission, TotalIssuance } from '../storage/emission.ts'
import { MAX_ISSUANCE, mintTao } from '../tao.ts'

/** What a block emits before the first halving, in 10⁻⁹ of a token. */
const FULL_EMISSION = 1_000_000_000n
/** Halvings after which nothing is left: 10⁹ < 2^30. */
const HALVINGS = 30
/** The issuance at which each halving begins: half of what is left, each time. */
const THRESHOLDS: readonly bigint[] = Array.from(
  { length: HALVINGS },
  (_, at) => MAX_ISSUANCE - (MAX_ISSUANCE >> BigInt(at + 1)),
)

/**
 * What a block emits at an issuance (spec: 30-block-step §5); the same curve holds for TAO and for
 * the alpha of a subnet.
 *
 * @param issuance and the result in 10⁻⁹ of a token
 */
export function blockEmission(issuance: bigint): bigint {
  if (issuance >= MAX_ISSUANCE) return 0n
  let halvings = 0n
  for (const threshold of THRESHOLDS) if (issuance >= threshold) halvings += 1n
  return FULL_EMISSION >> halvings
}

/**
 * The same, and remembers it in `BlockEmission` as the reference does whoever asks; not at the end
 * of the supply.
 */
export function recordBlockEmission(ctx: Context, issuance: bigint): Rao {
  const emission = blockEmission(issuance)
  if (issuance < MAX_ISSUANCE && BlockEmission.get(ctx) !== emission) {
    BlockEmission.set(ctx, emission)
  }
  return rao(emission)
}

/** Mints what this block emits. @returns TAO that is not spent yet */
export function mintBlockEmission(ctx: Context): Credit {
  const emission = recordBlockEmission(ctx, TotalIssuance.get(ctx))
  return emission > 0n ? mintTao(ctx, emission) : NO_CREDIT
}
