import { bytes, newtype, option, u32, vec } from '@plexus/primitives'
import { method } from '../frame/api.ts'
import type { RuntimeApi } from '../frame/api.ts'

const OpaqueMetadata = newtype(bytes, ['sp_core', 'OpaqueMetadata'])

/** V16 is left out: no client of this chain needs it. */
const VERSIONS = [14, 15]

export const metadataApi: RuntimeApi = {
  name: 'Metadata',
  methods: [
    method('metadata', {}, OpaqueMetadata, ({ runtime }) => {
      const blob = runtime.metadata(14)
      if (blob === undefined) throw new Error('metadata V14 is always published')
      return blob
    }),
    method('metadata_at_version', { version: u32 }, option(OpaqueMetadata), (api, { version }) =>
      api.runtime.metadata(version),
    ),
    method('metadata_versions', {}, vec(u32), () => VERSIONS),
  ],
}
