import type { AccountId } from '@plexus/primitives'
import type { RuntimeCall } from '../../../frame/call.ts'
import type { Context } from '../../../frame/context.ts'
import type { ModuleError } from '../../../frame/error.ts'

/** Why a signer may not dispatch a call; `undefined` where nothing is against it. Writes nothing. */
export type Guard = (ctx: Context, who: AccountId, call: RuntimeCall) => ModuleError | undefined
