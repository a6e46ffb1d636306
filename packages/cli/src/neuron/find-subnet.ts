import { folderSubnet, referenceSubnets } from '@plexus/subnets'
import type { ReferenceSubnet } from '@plexus/subnets'
import { UnknownSubnetError } from './errors.ts'

/**
 * A reference subnet by its name, or that of a folder: `./mine`, `/path/to/mine`.
 * @throws UnknownSubnetError, and as `folderSubnet`
 */
export async function findSubnet(name: string): Promise<ReferenceSubnet> {
  if (isFolder(name)) return folderSubnet(name)
  const found = referenceSubnets.find(({ manifest }) => manifest.name === name)
  if (found !== undefined) return found
  const known = referenceSubnets.map(({ manifest }) => manifest.name)
  throw new UnknownSubnetError(name, known)
}

/** Whether a name is that of a folder, which brings its own model. */
export const isFolder = (name: string): boolean => /^\.{0,2}\//.test(name)
