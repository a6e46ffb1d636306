import { DigestItem, encode } from '@plexus/primitives'
import type { AnyType } from '@plexus/primitives'
import { apiTable, callApi } from './apis/call-api.ts'
import { apis } from './apis/index.ts'
import { ExtrinsicType } from './apis/types.ts'
import { beaconState } from './beacon.ts'
import { definition as referenceDefinition, sovereignDefinition } from './definition.ts'
import type { Definition } from './definition.ts'
import { encodeHeader, hashHeader } from './executive/block.ts'
import { createContext } from './executive/context.ts'
import type { Environment } from './executive/context.ts'
import { decodeExtrinsic, encodeBare } from './executive/extrinsic.ts'
import { executeBlock, openBlock } from './executive/open-block.ts'
import { dryRun, pendingContext, signatureCheckOf } from './executive/pool-checks.ts'
import { validateTransaction } from './executive/validate.ts'
import { extensions, extraType } from './extensions.ts'
import type { RuntimeCall } from './frame/call.ts'
import type { RuntimeConfig } from './frame/config.ts'
import type { Host } from './frame/host.ts'
import { buildGenesis } from './genesis/build.ts'
import type { GenesisPreset } from './genesis/preset.ts'
import { createInsight } from './insight/insight.ts'
import { buildMetadata } from './metadata/build.ts'
import type { MetadataBlobs } from './metadata/build.ts'
import { slotDigest } from './pallets/aura/slot.ts'
import { mintInto } from './pallets/balances/index.ts'
import { reportCall } from './pallets/engine/calls/report.ts'
import { updatesIn } from './pallets/engine/updates.ts'
import { announceNextKey } from './pallets/mev-shield/calls/announce-next-key.ts'
import { set as setTimestamp } from './pallets/timestamp/calls/set.ts'
import { Now } from './pallets/timestamp/storage.ts'
import type { Runtime } from './runtime.ts'
import { runtimeVersion } from './version.ts'

/** What a runtime is made with: host functions, the build's configuration and the genesis. */
export interface RuntimeOptions {
  readonly host: Host
  readonly config: RuntimeConfig
  readonly genesis: GenesisPreset | LargeGenesis
}

/** A genesis that is put together for `Runtime.genesis` alone, and not kept. */
export interface LargeGenesis {
  /** Whether it names validators. */
  readonly hasValidators: boolean
  readonly load: () => GenesisPreset
}

/** Makes the runtime. Cheap: metadata is built when it is first asked for. */
export function createRuntime({ host, config, genesis }: RuntimeOptions): Runtime {
  const { hasValidators, load } = 'load' in genesis ? genesis : keptGenesis(genesis)
  const definition = hasValidators ? sovereignDefinition : referenceDefinition
  const { rules } = definition
  const environment: Environment = { host, config, rules }
  const methods = apiTable()
  let blobs: MetadataBlobs | undefined

  const runtime: Runtime = {
    version: runtimeVersion(),
    slotDurationMs: Number(config.slotDurationMs),
    hasValidators,
    genesis: () => buildGenesis(environment, load()),
    open: (view, start) => openBlock(environment, view, start),
    execute: (view, block) => executeBlock(environment, view, block),
    inherents(timestampMs, encryptionKey, engineReport) {
      const calls: RuntimeCall[] = [setTimestamp.with({ now: timestampMs })]
      if (encryptionKey !== undefined) calls.push(announceNextKey.with({ enc_key: encryptionKey }))
      if (engineReport !== undefined) {
        if (!hasValidators) throw new Error('the chain has nobody to report about')
        calls.push(reportCall(engineReport))
      }
      return calls.map(encodeBare)
    },
    validatorUpdates: (view) => (hasValidators ? updatesIn(environment, view) : []),
    preDigest: (timestampMs) => [
      encode(DigestItem, slotDigest(timestampMs / config.slotDurationMs)),
    ],
    validate(view, parent, source, extrinsic) {
      const ctx = pendingContext(environment, view, parent)
      return validateTransaction(
        ctx,
        decodeExtrinsic(extrinsic, extensions, rules),
        extensions,
        source,
      )
    },
    signatureCheck: (view, parent, extrinsic) =>
      signatureCheckOf(pendingContext(environment, view, parent), extrinsic),
    dryRun: (view, parent, extrinsic) =>
      dryRun(pendingContext(environment, view, parent), extrinsic),
    call: (view, name, args) =>
      callApi(methods, name, { ctx: createContext(environment, view), runtime, view }, args),
    metadata(version) {
      blobs ??= describe(definition, config)
      return version === 14 ? blobs.v14 : version === 15 ? blobs.v15 : undefined
    },
    timestamp: (view) => Now.get(createContext(environment, view)),
    beacon: (view) => beaconState(createContext(environment, view)),
    mint(view, account, amountRao) {
      const ctx = createContext(environment, view)
      mintInto(ctx, account, amountRao)
      return ctx.state.changes()
    },
    insight: createInsight(environment),
    hashHeader: (header) => hashHeader(host, header),
    encodeHeader,
  }
  return runtime
}

const keptGenesis = (genesis: GenesisPreset): LargeGenesis => ({
  hasValidators: genesis.engine !== undefined,
  load: () => genesis,
})

function describe({ pallets, rules }: Definition, config: RuntimeConfig): MetadataBlobs {
  return buildMetadata({
    pallets,
    meanings: rules.meanings,
    extensions,
    extra: extraType,
    extrinsic: ExtrinsicType as AnyType,
    apis,
    config,
  })
}
