import { equalBytes } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import { ensure } from '../../frame/error.ts'
import { ensureSignedOrRoot } from '../../frame/origin.ts'
import type { Origin } from '../../frame/origin.ts'
import { errors } from './errors.ts'
import { Key } from './storage.ts'

/** Root or the sudo key. @throws DispatchFailure BadOrigin, RequireSudo */
export function ensureSudo(ctx: Context, origin: Origin): void {
  const who = ensureSignedOrRoot(origin)
  if (who === undefined) return
  const key = Key.get(ctx)
  ensure(key !== undefined && equalBytes(key, who), errors.RequireSudo)
}
