import { bool, u64 } from '@plexus/primitives'
import { call } from '../../../frame/call.ts'
import { ensureRoot } from '../../../frame/origin.ts'
import { ChainId } from '../../evm-chain-id/index.ts'
import { events } from '../events.ts'
import { adminUtils } from '../id.ts'
import { chainSetting } from '../settings/chain-setting.ts'
import { PrecompileEnable } from '../storage.ts'
import { PrecompileEnum } from '../types.ts'
import { weights } from '../weights.ts'

/** The number that Ethereum wallets know the chain by. */
export const setEvmChainId = chainSetting({
  index: 58,
  name: 'sudo_set_evm_chain_id',
  arg: 'chain_id',
  type: u64,
  item: ChainId,
})

/** Whether a contract of the chain may be called; Root only. Nothing happens where it is so. */
export const toggleEvmPrecompile = call(
  adminUtils,
  { precompile_id: PrecompileEnum, enabled: bool },
  {
    index: 62,
    name: 'sudo_toggle_evm_precompile',
    weight: weights.sudo_toggle_evm_precompile,
    run(ctx, origin, { precompile_id, enabled }) {
      ensureRoot(origin)
      if (PrecompileEnable.get(ctx, precompile_id) === enabled) return
      PrecompileEnable.set(ctx, precompile_id, enabled)
      ctx.deposit(events, { type: 'PrecompileUpdated', value: { precompile_id, enabled } })
    },
  },
)
