import { decode } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import type { StateView } from '../../state/view.ts'
import { Updates, UpdatesType } from './storage.ts'
import type { Validator } from './types.ts'

/** What the block that left this state tells the engine. */
export function updatesIn(
  ctx: Pick<Context, 'host'>,
  view: Pick<StateView, 'get'>,
): readonly Validator[] {
  const bytes = view.get(Updates.key(ctx))
  return bytes === undefined ? [] : decode(UpdatesType, bytes)
}
