import { AccountId32 } from '@plexus/primitives'
import { optionalValue } from '../../frame/storage.ts'
import { sudo } from './id.ts'

/** The key that may act as Root; none where governance is by the holders. */
export const Key = optionalValue(sudo, 'Key', AccountId32)
