import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createSignatures } from '@plexus/primitives'
import { chainOf, createClient, readStorageMap, webSocket } from '@plexus/sdk'
import type { Client, Neuron } from '@plexus/sdk'
import {
  createDendrite,
  dendritePort,
  openWallet,
  readPublicKey,
  resolveWalletsPath,
  unlock,
  walletAt,
} from '@plexus/sdk/node'
import type { AskFlags } from '../commands/ask.ts'
import type { Io } from '../io.ts'
import { NobodyServesError, NoSubnetHereError } from './errors.ts'
import { findSubnet } from './find-subnet.ts'
import { ownAddress } from './own-address.ts'

/** Asks one miner and prints its answer. */
export async function runAsk(
  what: { readonly subnet: string; readonly question: string },
  flags: AskFlags,
  io: Io,
): Promise<void> {
  const reference = await findSubnet(what.subnet)
  const home = io.env['HOME'] ?? '.'
  const up = join(home, '.plexus', 'up', 'wallets')
  const path = flags.walletPath === undefined ? up : resolveWalletsPath(flags.walletPath, home)
  const name = flags.wallet ?? `${what.subnet}-${reference.validators[0] ?? ''}`
  const input =
    reference.question === 'file'
      ? new Uint8Array(await readFile(what.question))
      : new TextEncoder().encode(what.question)
  // Without flags it asks as a validator of plexus up, which may not have run here yet.
  const isUp = flags.wallet === undefined && flags.walletPath === undefined
  if (isUp && !existsSync(join(path, name))) throw new NoSubnetHereError(what.subnet)
  const wallet = await openWallet({ path, name, hotkey: flags.hotkey })
  const signer = await unlock(wallet.hotkey)
  const signatures = await createSignatures()
  const client = await createClient({ transport: webSocket(flags.endpoint) })
  const dendrite = createDendrite({ hotkey: signer, ownIp: ownAddress() }, { signatures })
  try {
    const netuid = flags.netuid ?? (await netuidOfUp(client, path, what.subnet))
    const chain = chainOf(client, { netuid, signer })
    const neuron = chooseMiner(await chain.neurons(), netuid, flags.uid)
    const signal = AbortSignal.timeout(flags.timeout)
    const reply = await reference.ask({ port: dendritePort(dendrite), neuron, input, signal })
    const { text, json, latencyMs } = reply
    if (flags.json === true) {
      io.stdout.write(`${JSON.stringify({ netuid, uid: neuron.uid, latencyMs, ...json })}\n`)
      return
    }
    io.stdout.write(`${text}\n`)
    io.stderr.write(
      `uid ${neuron.uid} of netuid ${netuid} answered in ${latencyMs.toFixed(0)} ms\n`,
    )
  } finally {
    await dendrite.close()
    client.close()
    signer.dispose()
  }
}

/** The subnet that `plexus up` registered. */
async function netuidOfUp(client: Client, path: string, subnet: string): Promise<number> {
  const owners = await readStorageMap(client, 'SubtensorModule.SubnetOwner')
  const { coldkey } = walletAt({ path, name: `${subnet}-owner` })
  if (!existsSync(coldkey.pubfile)) throw new NoSubnetHereError(subnet)
  const { address } = await readPublicKey(coldkey)
  const found = owners.find(({ value }) => value === address)
  if (found === undefined) throw new NoSubnetHereError(subnet)
  return found.keys[0]
}

/** The best paid of those that serve. */
function chooseMiner(neurons: readonly Neuron[], netuid: number, uid?: number): Neuron {
  const serving = neurons.filter(({ axon }) => axon !== undefined)
  const chosen =
    uid === undefined
      ? serving.toSorted((a, b) => b.incentive - a.incentive || a.uid - b.uid)[0]
      : serving.find((neuron) => neuron.uid === uid)
  if (chosen === undefined) throw new NobodyServesError(netuid, uid)
  return chosen
}
