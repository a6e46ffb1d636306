import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { folderSubnet } from '@plexus/subnets'
import { earn } from './earn.ts'
import { runPlexus } from './network.ts'

/**
 * A subnet of one's own, from `plexus subnet create` until its miner has earned on a chain.
 *
 * @returns seconds that it took
 */
export async function earnOnOwnSubnet(): Promise<number> {
  const home = await mkdtemp(join(tmpdir(), 'plexus-own-'))
  const folder = join(home, 'my-subnet')
  const began = performance.now()
  try {
    await runPlexus(home, ['subnet', 'create', 'my-subnet'], home)
    const reference = await folderSubnet(folder)
    await earn({ spec: folder, reference }, [{ name: 'miner', args: [] }])
    return (performance.now() - began) / 1000
  } finally {
    await rm(home, { recursive: true, force: true })
  }
}
