import type { DispatchRules } from '../../../frame/context.ts'

/** Checks before every signed dispatch, nested ones too, in their order (spec: 20-calls §2). */
export const guards: DispatchRules['guards'] = []
