import { method } from '../frame/api.ts'
import type { RuntimeApi } from '../frame/api.ts'
import { RuntimeVersionType, versionValue } from '../version-type.ts'

/** Executing blocks is the node's business here, so only the version can be asked for. */
export const coreApi: RuntimeApi = {
  name: 'Core',
  methods: [
    method('version', {}, RuntimeVersionType, () => versionValue(), ['Name and versions.']),
  ],
}
