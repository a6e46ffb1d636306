import { blake2128Concat, bool } from '@plexus/primitives'
import { hashed } from '../../frame/key.ts'
import { storageMap } from '../../frame/storage.ts'
import { adminUtils } from './id.ts'
import { PrecompileEnum } from './types.ts'

/** Whether a contract of the chain may be called from the EVM. */
export const PrecompileEnable = storageMap(
  adminUtils,
  'PrecompileEnable',
  [hashed(blake2128Concat, PrecompileEnum)],
  bool,
  () => true,
)
