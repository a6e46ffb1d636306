import { fixedBytes, hexToBytes, str, struct, tuple, u32, u8, vec } from '@plexus/primitives'
import type { ValueOf } from '@plexus/primitives'
import { API_VERSIONS } from './apis/versions.ts'
import {
  AUTHORING_VERSION,
  IMPL_VERSION,
  SPEC_NAME,
  SPEC_VERSION,
  SYSTEM_VERSION,
  TRANSACTION_VERSION,
} from './version.ts'

/** `sp_version::RuntimeVersion`. */
export const RuntimeVersionType = struct(
  {
    spec_name: str,
    impl_name: str,
    authoring_version: u32,
    spec_version: u32,
    impl_version: u32,
    apis: vec(tuple(fixedBytes(8), u32)),
    transaction_version: u32,
    system_version: u8,
  },
  { path: ['sp_version', 'RuntimeVersion'] },
)

/** The value of this runtime. */
export const versionValue = (): ValueOf<typeof RuntimeVersionType> => ({
  spec_name: SPEC_NAME,
  impl_name: SPEC_NAME,
  authoring_version: AUTHORING_VERSION,
  spec_version: SPEC_VERSION,
  impl_version: IMPL_VERSION,
  apis: Object.values(API_VERSIONS).map(({ id, version }) => [hexToBytes(id), version] as const),
  transaction_version: TRANSACTION_VERSION,
  system_version: SYSTEM_VERSION,
})
