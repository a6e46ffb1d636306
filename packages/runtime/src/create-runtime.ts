import { concatBytes, decode, DigestItem, encode, Reader, result } from '@plexus/primitives'
import type { AnyType, Hash } from '@plexus/primitives'
import { apis as declaredApis } from './apis/index.ts'
import { ExtrinsicType } from './apis/types.ts'
import { definition } from './definition.ts'
import { applyExtrinsic } from './executive/apply.ts'
import { encodeHeader, finalizeBlock, hashHeader, initializeBlock } from './executive/block.ts'
import { signatureClaim } from './executive/checked.ts'
import { createContext } from './executive/context.ts'
import type { Environment } from './executive/context.ts'
import { ApiFailedError, BlockMismatchError, UnknownApiError } from './executive/errors.ts'
import { decodeExtrinsic, encodeBare } from './executive/extrinsic.ts'
import { TransactionValidityErrorType, ValidityFailure } from './executive/validity.ts'
import { validateTransaction } from './executive/validate.ts'
import { extensions, extraType } from './extensions.ts'
import type { ApiMethod } from './frame/api.ts'
import type { RuntimeConfig } from './frame/config.ts'
import type { Context } from './frame/context.ts'
import { DispatchResult } from './frame/dispatch-error.ts'
import { toResult } from './frame/dispatch.ts'
import type { Host } from './frame/host.ts'
import { buildGenesis } from './genesis/build.ts'
import type { GenesisPreset } from './genesis/preset.ts'
import { buildMetadata } from './metadata/build.ts'
import type { MetadataBlobs } from './metadata/build.ts'
import { mintInto } from './pallets/balances/index.ts'
import { slotDigest } from './pallets/aura/slot.ts'
import { BlockHash, BlockNumber } from './pallets/system/storage.ts'
import { set as setTimestamp } from './pallets/timestamp/calls/set.ts'
import { Now } from './pallets/timestamp/storage.ts'
import type {
  ApplyResult,
  Block,
  BlockStart,
  ExecutedBlock,
  OpenBlock,
  Runtime,
} from './runtime.ts'
import type { StateView } from './state/view.ts'
import { runtimeVersion } from './version.ts'

/** What a runtime is made with: host functions, the build's configuration and the genesis. */
export interface RuntimeOptions {
  readonly host: Host
  readonly config: RuntimeConfig
  readonly genesis: GenesisPreset
}

const ApplyExtrinsicResult = result(DispatchResult, TransactionValidityErrorType)

/** Makes the runtime. Cheap: metadata is built when it is first asked for. */
export function createRuntime({ host, config, genesis }: RuntimeOptions): Runtime {
  const { rules } = definition
  const environment: Environment = { host, config, rules }
  const methods = apiTable()
  let blobs: MetadataBlobs | undefined

  /** The state as the block after `parent` begins to see it. */
  const pending = (view: StateView, parent: Hash): Context => {
    const ctx = createContext(environment, view)
    const number = BlockNumber.get(ctx)
    BlockHash.set(ctx, number, parent)
    BlockNumber.set(ctx, number + 1)
    return ctx
  }

  const runtime: Runtime = {
    version: runtimeVersion(),
    slotDurationMs: Number(config.slotDurationMs),
    genesis: () => buildGenesis(environment, genesis),
    open: (view, start) => openBlock(environment, view, start),
    inherents: (timestampMs) => [encodeBare(setTimestamp.with({ now: timestampMs }))],
    preDigest: (timestampMs) => [
      encode(DigestItem, slotDigest(timestampMs / config.slotDurationMs)),
    ],
    execute: (view, block) => executeBlock(environment, view, block),
    validate(view, parent, source, extrinsic) {
      const decoded = decodeExtrinsic(extrinsic, extensions)
      return validateTransaction(pending(view, parent), decoded, extensions, source)
    },
    signatureCheck(view, parent, extrinsic) {
      const decoded = decodeExtrinsic(extrinsic, extensions)
      if (decoded.kind !== 'signed') return undefined
      try {
        return signatureClaim(pending(view, parent), decoded, extensions)
      } catch (error) {
        // The transaction is refused before its signature matters.
        if (error instanceof ValidityFailure) return undefined
        throw error
      }
    },
    call(view, name, args) {
      const found = methods.get(name)
      if (found === undefined) throw new UnknownApiError(name)
      return callMethod(name, found, { ctx: createContext(environment, view), runtime, view }, args)
    },
    metadata(version) {
      blobs ??= buildMetadata({
        pallets: definition.pallets,
        extensions,
        extra: extraType,
        extrinsic: ExtrinsicType as AnyType,
        apis: declaredApis,
        config,
      })
      return version === 14 ? blobs.v14 : version === 15 ? blobs.v15 : undefined
    },
    dryRun(view, parent, extrinsic) {
      const ctx = pending(view, parent)
      ctx.phase = { type: 'ApplyExtrinsic', value: 0 }
      const applied = applyExtrinsic(ctx, decodeExtrinsic(extrinsic, extensions), extensions)
      return encode(
        ApplyExtrinsicResult,
        applied.kind === 'included'
          ? { ok: true, value: toResult(applied.outcome) }
          : { ok: false, error: applied.error },
      )
    },
    timestamp: (view) => Now.get(createContext(environment, view)),
    mint(view, account, amountRao) {
      const ctx = createContext(environment, view)
      mintInto(ctx, account, amountRao)
      return ctx.state.changes()
    },
    hashHeader: (header) => hashHeader(host, header),
    encodeHeader,
  }
  return runtime
}

function openBlock(environment: Environment, view: StateView, start: BlockStart): OpenBlock {
  const ctx = createContext(environment, view)
  initializeBlock(ctx, start)
  const included: Uint8Array[] = []
  let sealed = false
  const ensureOpen = (): void => {
    if (sealed) throw new Error('the block is sealed already')
  }
  return {
    number: start.number,
    apply(extrinsic): ApplyResult {
      ensureOpen()
      ctx.phase = { type: 'ApplyExtrinsic', value: included.length }
      const applied = applyExtrinsic(ctx, decodeExtrinsic(extrinsic, extensions), extensions)
      if (applied.kind === 'invalid') return applied
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

/** Executes a foreign block; a digest item or root that differs makes it void. */
function executeBlock(environment: Environment, view: StateView, block: Block): ExecutedBlock {
  const { header } = block
  const digest = header.digest.filter((item) => decode(DigestItem, item).type === 'PreRuntime')
  const open = openBlock(environment, view, { ...header, digest })
  for (const [at, extrinsic] of block.extrinsics.entries()) {
    const applied = open.apply(extrinsic)
    if (applied.kind === 'invalid') {
      throw new BlockMismatchError('extrinsics', `extrinsic ${at} is ${applied.error.value.type}`)
    }
  }
  const executed = open.seal()
  const found = executed.block.header
  const expected = concatBytes(encodeHeader(header))
  if (encodeHeader(found).every((byte, at) => byte === expected[at])) return executed
  const field = (['stateRoot', 'extrinsicsRoot', 'parentHash'] as const).find((name) =>
    found[name].some((byte, at) => byte !== header[name][at]),
  )
  throw new BlockMismatchError(field ?? 'digest', `block ${header.number} does not replay`)
}

function apiTable(): ReadonlyMap<string, ApiMethod> {
  return new Map(
    declaredApis.flatMap((api) =>
      api.methods.map((method) => [`${api.name}_${method.name}`, method] as const),
    ),
  )
}

function callMethod(
  name: string,
  method: ApiMethod,
  api: Parameters<ApiMethod['run']>[0],
  args: Uint8Array,
): Uint8Array {
  const values: Record<string, unknown> = {}
  try {
    const input = new Reader(args, { unsortedSets: true })
    for (const [key, type] of Object.entries<AnyType>(method.inputs)) {
      values[key] = type.decodeFrom(input)
    }
    return encode(method.output, method.run(api, values))
  } catch (cause) {
    throw new ApiFailedError(name, cause instanceof Error ? cause.message : String(cause), {
      cause,
    })
  }
}
