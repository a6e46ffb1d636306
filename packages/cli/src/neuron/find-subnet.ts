import { referenceSubnets } from '@plexus/subnets'
import type { ReferenceSubnet } from '@plexus/subnets'
import { UnknownSubnetError } from './errors.ts'

/** A reference subnet by its name. @throws UnknownSubnetError */
export function findSubnet(name: string): ReferenceSubnet {
  const found = referenceSubnets.find(({ manifest }) => manifest.name === name)
  if (found !== undefined) return found
  const known = referenceSubnets.map(({ manifest }) => manifest.name)
  throw new UnknownSubnetError(name, known)
}
