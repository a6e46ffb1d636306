import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createRevealQueue } from '@plexus/sdk'
import type { Client, RevealQueue, RevealStore } from '@plexus/sdk'
import { resolveWalletsPath } from '@plexus/sdk/node'
import type { WalletSigner } from '@plexus/sdk/node'
import type { Io } from '../io.ts'
import { createFileRevealStore } from '../neuron/file-reveal-store.ts'
import type { WalletFlags } from './flags.ts'

interface Place {
  readonly netuid: number
  readonly flags: WalletFlags
  readonly io: Io
}

/** The commitments of a hotkey, where `plexus validate` keeps them too: either reveals both. */
export async function openRevealQueue({
  client,
  signer,
  ...place
}: Place & { readonly client: Client; readonly signer: WalletSigner }): Promise<RevealQueue> {
  await mkdir(dirname(pathOf(place)), { recursive: true, mode: 0o700 })
  return createRevealQueue({ client, signer, store: storeOf(place) })
}

/** How many commitments wait. */
export async function countReveals(place: Place): Promise<number> {
  const text = (await storeOf(place).load()) ?? ''
  return text === '' ? 0 : (JSON.parse(text) as readonly unknown[]).length
}

function pathOf({ netuid, flags, io }: Place): string {
  const wallets = resolveWalletsPath(flags.walletPath, io.env['HOME'] ?? '.')
  return join(wallets, flags.wallet, 'state', String(netuid), flags.hotkey, 'reveals.json')
}

const storeOf = (place: Place): RevealStore => createFileRevealStore(pathOf(place))
