import { newtype, u64, vec } from '@plexus/primitives'
import { method } from '../frame/api.ts'
import type { RuntimeApi } from '../frame/api.ts'
import { Authorities, AuthorityId } from '../pallets/aura/storage.ts'

const SlotDuration = newtype(u64, ['sp_consensus_slots', 'SlotDuration'])

export const auraApi: RuntimeApi = {
  name: 'AuraApi',
  methods: [
    method('slot_duration', {}, SlotDuration, ({ ctx }) => ctx.config.slotDurationMs, [
      'Length of a slot in ms.',
    ]),
    method('authorities', {}, vec(AuthorityId), ({ ctx }) => Authorities.get(ctx)),
  ],
}
