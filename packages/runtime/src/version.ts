import { API_VERSIONS } from './apis/versions.ts'
import type { RuntimeVersion } from './runtime.ts'

/** Versions of the chain that this runtime speaks (spec: 75-runtime-apis §2). */
export const SPEC_NAME = 'node-subtensor'
export const SPEC_VERSION = 425
export const TRANSACTION_VERSION = 1
export const AUTHORING_VERSION = 1
export const IMPL_VERSION = 1
export const SYSTEM_VERSION = 1

/** Identity and versions, as the node reports them. */
export function runtimeVersion(): RuntimeVersion {
  return {
    specName: SPEC_NAME,
    implName: SPEC_NAME,
    authoringVersion: AUTHORING_VERSION,
    specVersion: SPEC_VERSION,
    implVersion: IMPL_VERSION,
    apis: Object.values(API_VERSIONS).map(({ id, version }) => [id, version] as const),
    transactionVersion: TRANSACTION_VERSION,
    systemVersion: SYSTEM_VERSION,
  }
}
