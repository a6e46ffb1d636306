import { bool, naming, NetUid, u16, U64F64 } from '@plexus/primitives'
import { palletEvents } from '../../frame/event.ts'
import { adminUtils } from './id.ts'
import { PrecompileEnum } from './types.ts'

const toggled = (index: number) => naming(index, { netuid: NetUid, enabled: bool })

export const events = palletEvents(adminUtils, {
  PrecompileUpdated: naming(0, { precompile_id: PrecompileEnum, enabled: bool }),
  Yuma3EnableToggled: toggled(1),
  BondsResetToggled: toggled(2),
  BurnHalfLifeSet: naming(3, { netuid: NetUid, burn_half_life: u16 }),
  BurnIncreaseMultSet: naming(4, { netuid: NetUid, burn_increase_mult: U64F64 }),
  SubnetEmissionEnabledSet: toggled(5),
})
