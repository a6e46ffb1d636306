import { bytesToHex } from '@plexus/primitives'
import type { StateView } from '@plexus/runtime'
import { callName, inlineCallOf, readRawStorage } from '@plexus/testing'
import { callOfMove } from './script.ts'
import type { ScriptMove } from './script.ts'
import type { Tools } from './tools.ts'

/**
 * Calls that a move makes and does not hold: that which a crowdloan is for. Longer ones, which are
 * kept as preimages, are passed over.
 *
 * @param before the state before the block
 */
export function callsBehind(
  { hasher }: Tools,
  before: StateView,
  move: ScriptMove,
): readonly string[] {
  const { call, args } = callOfMove(move)
  const id = args['crowdloan_id']
  if (callName({ call, args }) !== 'Crowdloan.finalize' || typeof id !== 'number') return []
  const found = inlineCallOf(readRawStorage(before, hasher), id)
  if (found === undefined) return []
  return [callName(callOfMove({ by: move.by, call: bytesToHex(found) }))]
}
