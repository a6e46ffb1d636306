import type { ManualSeal } from '../engine/interface.ts'
import { engineAnswer } from './engine-answer.ts'
import { methodNotFound } from './errors.ts'
import { method } from './method.ts'
import type { RpcCall } from './method.ts'
import { bool, hash, optionalHash } from './params.ts'
import { toHex } from './render.ts'

/** Seals one block; createEmpty, finalize, parent hash. */
export const engine_createBlock = method(
  [bool, bool, optionalHash],
  async (call, createEmpty, finalize, parentHash) => {
    const request = { createEmpty, finalize, ...(parentHash === undefined ? {} : { parentHash }) }
    const { hash: sealed } = await engineAnswer(() => sealer(call).seal(request))
    return { hash: toHex(sealed), aux: IMPORTED, proof_size: 0 }
  },
  { unsafe: true },
)

/** Makes a block final; a justification is not needed. */
export const engine_finalizeBlock = method(
  [hash],
  async (call, at) => {
    await engineAnswer(() => sealer(call).finalize(at))
    return true
  },
  { unsafe: true },
)

/** What the reference reports of a block that became the head (spec: 70-rpc §11). */
const IMPORTED = {
  header_only: false,
  clear_justification_requests: false,
  needs_justification: false,
  bad_justification: false,
  is_new_best: true,
}

function sealer({ ctx }: RpcCall): ManualSeal {
  if (ctx.manualSeal === undefined) throw methodNotFound()
  return ctx.manualSeal
}
