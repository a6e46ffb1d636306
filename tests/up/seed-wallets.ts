import { createHash } from 'node:crypto'
import { regenerateKey, walletAt } from '@plexus/sdk/node'
import type { KeyHandle } from '@plexus/sdk/node'
import { referenceSubnets } from '@plexus/subnets'
import { castOf } from '../../packages/cli/src/up/cast.ts'
import { openUpDirectory } from '../../packages/cli/src/up/directory.ts'

/**
 * Makes the keys of everybody in an empty directory of `plexus up` from a seed: challenges, noise
 * of agents and addresses follow from keys and blocks, so another seed is another network.
 *
 * @returns addresses of the hotkeys, by wallet
 */
export async function seedWallets(
  path: string,
  seed: number,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { wallets } = await openUpDirectory(path, false)
  const addresses = new Map<string, readonly string[]>()
  const make = (handle: KeyHandle, name: string) => {
    const bytes = createHash('sha256').update(`${seed} ${name}`).digest()
    return regenerateKey(handle, { kind: 'seed', seed: bytes }, { format: 'plaintext' })
  }
  for (const { owner, miners, validators } of referenceSubnets.map(castOf)) {
    for (const { wallet, hotkeys } of [owner, ...miners, ...validators]) {
      await make(walletAt({ path: wallets, name: wallet }).coldkey, wallet)
      const made = hotkeys.map((hotkey) =>
        make(walletAt({ path: wallets, name: wallet, hotkey }).hotkey, `${wallet} ${hotkey}`),
      )
      addresses.set(
        wallet,
        (await Promise.all(made)).map(({ address }) => address),
      )
    }
  }
  return addresses
}
