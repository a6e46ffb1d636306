import { bool, bytesToHex, fixedBytes, struct } from '@plexus/primitives'
import { callOf } from '@plexus/runtime'
import { byRoot, harmlessCall, inSafeMode, payer } from './accounts.ts'
import { CHAIN } from './sure-move.ts'
import type { ModelWorld, SurePlay, WeightedSure } from './sure-move.ts'

const Authorized = struct({ code_hash: fixedBytes(32), check_version: bool })
/** The code and what is known of the next. */
const CODE = { alone: ['code'] } as const
const CODES = 6

const remark: SurePlay = (world) => {
  const by = payer(world)
  return by && { by, call: harmlessCall(world) }
}

/** Root has code replaced at once, or says which code anybody may put in its place. */
const upgrade: SurePlay = (world) => {
  const code = anyCode(world)
  const code_hash = world.hasher.blake2b256(code)
  switch (world.random.below(4)) {
    case 0: {
      const pages = BigInt(world.random.below(1_000))
      return byRoot(world, callOf('System', 'set_heap_pages', { pages }), CODE)
    }
    case 1:
      return byRoot(world, callOf('System', 'set_code_without_checks', { code }), CODE)
    case 2:
      return byRoot(world, callOf('System', 'authorize_upgrade', { code_hash }), CODE)
    default: {
      const name = 'authorize_upgrade_without_checks'
      return byRoot(world, callOf('System', name, { code_hash }), CODE)
    }
  }
}

const apply: SurePlay = (world) => {
  const by = payer(world)
  const authorized = world.storage.get(Authorized, 'System.AuthorizedUpgrade')
  if (by === undefined || authorized === undefined) return undefined
  const wanted = bytesToHex(authorized.code_hash)
  const code = codes().find((each) => bytesToHex(world.hasher.blake2b256(each)) === wanted)
  return code && { by, call: callOf('System', 'apply_authorized_upgrade', { code }), ...CODE }
}

/** Safe mode is entered, prolonged, and left again before long. */
const guard: SurePlay = (world) => {
  const { oneIn } = world.random
  const name = inSafeMode(world)
    ? oneIn(4)
      ? 'force_extend'
      : 'force_exit'
    : oneIn(8)
      ? 'force_enter'
      : undefined
  return name === undefined
    ? undefined
    : byRoot(world, callOf('SafeMode', name, {}), { alone: [CHAIN] })
}

/** What is done to the chain as such. */
export const systemMoves: readonly WeightedSure[] = [
  [2, remark],
  [1, upgrade],
  [1, apply],
]

/** What concerns every call of a block. */
export const guardMoves: readonly WeightedSure[] = [[1, guard]]

/** Few codes, so that one is known again by its hash. */
const codes = (): readonly Uint8Array[] =>
  Array.from({ length: CODES }, (_, at) => new TextEncoder().encode(`code ${at}`))

const anyCode = ({ random }: ModelWorld): Uint8Array => random.pick(codes())
