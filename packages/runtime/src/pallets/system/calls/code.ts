import { bytes, equalBytes, H256, hash, u64 } from '@plexus/primitives'
import type { Hash } from '@plexus/primitives'
import { call } from '../../../frame/call.ts'
import type { PostInfo } from '../../../frame/call.ts'
import type { Context } from '../../../frame/context.ts'
import { ensure, fail, moduleError } from '../../../frame/error.ts'
import { ensureRoot } from '../../../frame/origin.ts'
import { toStorageKey } from '../../../state/view.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { system } from '../id.ts'
import { AuthorizedUpgrade, BlockDigest } from '../storage.ts'
import { systemWeights } from '../weights.ts'

/**
 * The runtime of this chain is part of the node, so no code blob ever carries a version that could
 * be checked: checked upgrades are refused with the error the reference has for such blobs.
 * Unchecked ones store the blob and announce it, which changes nothing that is executed.
 */

const CODE_KEY = toStorageKey(new TextEncoder().encode(':code'))
const HEAP_PAGES_KEY = toStorageKey(new TextEncoder().encode(':heappages'))

/** Sets the heap of the WebAssembly runtime (Root); stored only. */
export const setHeapPages = call(
  system,
  { pages: u64 },
  {
    index: 1,
    name: 'set_heap_pages',
    weight: systemWeights.setHeapPages,
    class: 'Operational',
    run(ctx, origin, { pages }) {
      ensureRoot(origin)
      const value = new Uint8Array(8)
      for (let at = 0; at < 8; at += 1) value[at] = Number((pages >> BigInt(8 * at)) & 0xffn)
      ctx.state.set(HEAP_PAGES_KEY, value)
      announceEnvironment(ctx)
    },
  },
)

/** Replaces the code after checking its version (Root). */
export const setCode = call(
  system,
  { code: bytes },
  {
    index: 2,
    name: 'set_code',
    weight: systemWeights.setCode,
    class: 'Operational',
    run(_ctx, origin) {
      ensureRoot(origin)
      fail(errors.FailedToExtractRuntimeVersion)
    },
  },
)

/** Replaces the code blob without a check (Root). */
export const setCodeWithoutChecks = call(
  system,
  { code: bytes },
  {
    index: 3,
    name: 'set_code_without_checks',
    weight: systemWeights.setCode,
    class: 'Operational',
    run(ctx, origin, { code }) {
      ensureRoot(origin)
      storeCode(ctx, code)
    },
  },
)

/** Authorises a code blob by its hash (Root); anybody may then apply it. */
export const authorizeUpgrade = call(
  system,
  { code_hash: H256 },
  {
    index: 9,
    name: 'authorize_upgrade',
    weight: systemWeights.authorizeUpgrade,
    class: 'Operational',
    run(ctx, origin, { code_hash }) {
      ensureRoot(origin)
      authorize(ctx, code_hash, true)
    },
  },
)

/** As `authorize_upgrade`, without a check of the version when it is applied. */
export const authorizeUpgradeWithoutChecks = call(
  system,
  { code_hash: H256 },
  {
    index: 10,
    name: 'authorize_upgrade_without_checks',
    weight: systemWeights.authorizeUpgrade,
    class: 'Operational',
    run(ctx, origin, { code_hash }) {
      ensureRoot(origin)
      authorize(ctx, code_hash, false)
    },
  },
)

/** Applies the code blob that was authorised (anybody); free, also when its version is refused. */
export const applyAuthorizedUpgrade = call(
  system,
  { code: bytes },
  {
    index: 11,
    name: 'apply_authorized_upgrade',
    weight: systemWeights.applyAuthorizedUpgrade,
    class: 'Operational',
    run(ctx, _origin, { code }): PostInfo {
      const authorized = AuthorizedUpgrade.get(ctx)
      if (authorized === undefined) return fail(errors.NothingAuthorized)
      const { code_hash, check_version } = authorized
      ensure(equalBytes(ctx.host.blake2b256(code), code_hash), errors.Unauthorized)
      AuthorizedUpgrade.remove(ctx)
      if (check_version) {
        const error = moduleError(errors.FailedToExtractRuntimeVersion)
        ctx.deposit(events, {
          type: 'RejectedInvalidAuthorizedUpgrade',
          value: { code_hash: hash(code_hash), error },
        })
        return { paysFee: false }
      }
      storeCode(ctx, code)
      return { paysFee: false }
    },
  },
)

/** Whether the upgrade to a code blob with this hash is authorised. */
export function isAuthorized(ctx: Context, codeHash: Uint8Array): boolean {
  const authorized = AuthorizedUpgrade.get(ctx)
  return authorized !== undefined && equalBytes(codeHash, authorized.code_hash)
}

function authorize(ctx: Context, code_hash: Hash, check_version: boolean): void {
  AuthorizedUpgrade.set(ctx, { code_hash, check_version })
  ctx.deposit(events, { type: 'UpgradeAuthorized', value: { code_hash, check_version } })
}

function storeCode(ctx: Context, code: Uint8Array): void {
  ctx.state.set(CODE_KEY, code)
  announceEnvironment(ctx)
  ctx.deposit(events, { type: 'CodeUpdated' })
}

function announceEnvironment(ctx: Context): void {
  const item = { type: 'RuntimeEnvironmentUpdated' } as const
  BlockDigest.update(ctx, ({ logs }) => ({ logs: [...logs, item] }))
}
