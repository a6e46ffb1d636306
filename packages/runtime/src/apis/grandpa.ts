import { u64 } from '@plexus/primitives'
import { method } from '../frame/api.ts'
import type { RuntimeApi } from '../frame/api.ts'
import { Authorities, AuthorityList, CurrentSetId } from '../pallets/grandpa/storage.ts'

export const grandpaApi: RuntimeApi = {
  name: 'GrandpaApi',
  methods: [
    method('grandpa_authorities', {}, AuthorityList, ({ ctx }) => Authorities.get(ctx)),
    method('current_set_id', {}, u64, ({ ctx }) => CurrentSetId.get(ctx)),
  ],
}
