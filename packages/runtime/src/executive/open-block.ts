import { decode, DigestItem, equalBytes } from '@plexus/primitives'
import { extensions } from '../extensions.ts'
import type {
  ApplyResult,
  Block,
  BlockStart,
  ExecutedBlock,
  Header,
  OpenBlock,
} from '../runtime.ts'
import type { StateView } from '../state/view.ts'
import { applyExtrinsic } from './apply.ts'
import { encodeHeader, finalizeBlock, initializeBlock } from './block.ts'
import { createContext } from './context.ts'
import type { Environment } from './context.ts'
import { BlockMismatchError } from './errors.ts'
import { decodeExtrinsic } from './extrinsic.ts'
import type { Extrinsic } from './extrinsic.ts'
import { hiddenIn } from './hidden.ts'

/** Begins a block: hooks have run, extrinsics may be applied. */
export function openBlock(environment: Environment, view: StateView, start: BlockStart): OpenBlock {
  const ctx = createContext(environment, view)
  const parent = createContext(environment, view)
  initializeBlock(ctx, start)
  const included: Uint8Array[] = []
  const decoded = rememberLast((extrinsic) =>
    decodeExtrinsic(extrinsic, extensions, environment.rules),
  )
  let inherentsOver = false
  let sealed = false
  const ensureOpen = (): void => {
    if (sealed) throw new Error('the block is sealed already')
  }
  return {
    number: start.number,
    hidden: (extrinsic) => hiddenIn(parent, () => decoded(extrinsic)),
    apply(extrinsic): ApplyResult {
      ensureOpen()
      ctx.phase = { type: 'ApplyExtrinsic', value: included.length }
      const inherent = isInherent(decoded(extrinsic))
      if (inherent && inherentsOver) {
        throw new BlockMismatchError(
          'extrinsics',
          `inherent ${included.length} does not come first`,
        )
      }
      const applied = applyExtrinsic(ctx, decoded(extrinsic), extensions)
      if (applied.kind === 'invalid') return applied
      inherentsOver ||= !inherent
      included.push(extrinsic)
      return { kind: 'included', dispatched: applied.dispatched }
    },
    seal() {
      ensureOpen()
      sealed = true
      return finalizeBlock(ctx, view, included)
    },
  }
}

/** PERF: who builds a block asks twice for each extrinsic: what it hides, and to apply it. */
function rememberLast(decodeOne: (raw: Uint8Array) => Extrinsic): (raw: Uint8Array) => Extrinsic {
  let last: { readonly raw: Uint8Array; readonly extrinsic: Extrinsic } | undefined
  return (raw) => {
    if (last?.raw !== raw) last = { raw, extrinsic: decodeOne(raw) }
    return last.extrinsic
  }
}

/**
 * Executes a foreign block.
 *
 * @throws BlockMismatchError when a digest item, a root or an extrinsic differs; the block is void.
 */
export function executeBlock(
  environment: Environment,
  view: StateView,
  block: Block,
): ExecutedBlock {
  const { header } = block
  const open = openBlock(environment, view, startOf(header))
  for (const [at, extrinsic] of block.extrinsics.entries()) {
    const applied = open.apply(extrinsic)
    if (applied.kind === 'invalid') {
      throw new BlockMismatchError('extrinsics', `extrinsic ${at} is ${applied.error.value.type}`)
    }
  }
  const executed = open.seal()
  const found = executed.block.header
  if (equalBytes(encodeHeader(found), encodeHeader(header))) return executed
  const field = (['stateRoot', 'extrinsicsRoot', 'parentHash'] as const).find(
    (name) => !equalBytes(found[name], header[name]),
  )
  throw new BlockMismatchError(field ?? 'digest', `block ${header.number} does not replay`)
}

/** What a block with this header started from. */
export const startOf = (header: Header): BlockStart => ({
  parentHash: header.parentHash,
  number: header.number,
  digest: header.digest.filter((item) => decode(DigestItem, item).type === 'PreRuntime'),
})

/** What the author of a block adds of its own; all of it comes before what others sent. */
const isInherent = ({ kind, call }: Extrinsic): boolean => kind === 'bare' && call.call.inherent
