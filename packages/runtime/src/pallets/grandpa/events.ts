import { bare, naming } from '@plexus/primitives'
import { palletEvents } from '../../frame/event.ts'
import { grandpa } from './id.ts'
import { AuthorityList } from './types.ts'

export const events = palletEvents(
  grandpa,
  {
    NewAuthorities: naming(0, { authority_set: AuthorityList }),
    Paused: bare(1),
    Resumed: bare(2),
  },
  'plain',
)
