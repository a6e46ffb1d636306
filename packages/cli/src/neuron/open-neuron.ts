import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createSignatures } from '@plexus/primitives'
import type { Signatures } from '@plexus/primitives'
import { chainOf, createClient, readStorage, webSocket } from '@plexus/sdk'
import type { Client, SubnetChain } from '@plexus/sdk'
import { openWallet, resolveWalletsPath, unlock } from '@plexus/sdk/node'
import type { WalletSigner } from '@plexus/sdk/node'
import type { Io } from '../io.ts'
import type { NeuronFlags } from '../options/neuron-flags.ts'
import { NotRegisteredError } from './errors.ts'
import { createFileRevealStore } from './file-reveal-store.ts'

/** A hotkey that is ready to act on a subnet. */
export interface Seat {
  readonly signer: WalletSigner
  readonly chain: SubnetChain
  /** A folder of its own. */
  readonly directory: string
}

/** What a neuron command works with. */
export interface OpenNeuron {
  readonly client: Client
  readonly signatures: Signatures
  readonly seats: readonly Seat[]
  close(): void
}

/**
 * Connects, opens the hotkeys and makes sure that they are registered.
 *
 * @throws TransportError, WalletError, NotRegisteredError
 */
export async function openNeuron(flags: NeuronFlags, io: Io): Promise<OpenNeuron> {
  const path = resolveWalletsPath(flags.walletPath, io.env['HOME'] ?? '.')
  const signers: WalletSigner[] = []
  const hotkeys = flags.hotkey ?? ['default']
  for (const hotkey of hotkeys) {
    const wallet = await openWallet({ path, name: flags.wallet, hotkey })
    signers.push(await unlock(wallet.hotkey))
  }
  const signatures = await createSignatures()
  const client = await createClient({ transport: webSocket(flags.endpoint) })
  try {
    const state = flags.state ?? join(path, flags.wallet, 'state', String(flags.netuid))
    const seats: Seat[] = []
    for (const [at, signer] of signers.entries()) {
      await ensureRegistered(client, flags.netuid, signer.address)
      const directory = join(state, hotkeys[at] ?? '')
      await mkdir(directory, { recursive: true, mode: 0o700 })
      const store = createFileRevealStore(join(directory, 'reveals.json'))
      seats.push({
        signer,
        directory,
        chain: chainOf(client, { netuid: flags.netuid, signer, store }),
      })
    }
    return {
      client,
      signatures,
      seats,
      close() {
        client.close()
        for (const { signer } of seats) signer.dispose()
      },
    }
  } catch (error) {
    client.close()
    throw error
  }
}

async function ensureRegistered(client: Client, netuid: number, hotkey: string): Promise<void> {
  const uid = await readStorage(client, 'SubtensorModule.Uids', [netuid, hotkey])
  if (uid === undefined) throw new NotRegisteredError(hotkey, netuid)
}
