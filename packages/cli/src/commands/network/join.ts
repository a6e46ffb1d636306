import type { Command } from 'commander'
import { addWalletFlags } from '../../chain/flags.ts'
import type { WalletFlags } from '../../chain/flags.ts'
import { loadChain } from '../../chain/load-chain.ts'
import { placesOf } from '../../network/node-config.ts'
import type { Context } from '../../program.ts'

/** `plexus network join`. */
export function addNetworkJoin(network: Command, { io, loadNode }: Context): void {
  const command = network
    .command('join')
    .description('make a hotkey on root a validator, with the key of a node')
    .argument('<dir>', 'directory of the node')
  addWalletFlags(command)
    .addHelpText('after', '\nexample: plexus network join ./node --wallet validator')
    .action(async (directory: string, flags: WalletFlags) => {
      const [
        { withSigner, told, inBlock, output, sdk },
        { accountId, bytesToHex, hexToBytes },
        room,
      ] = await Promise.all([loadChain(), import('@plexus/primitives'), loadNode()])
      const { home } = placesOf(directory)
      room.readHome(home)
      let key = ''
      const receipt = await withSigner('hotkey', flags, io, (client, signer) => {
        const genesisHash = hexToBytes(client.genesisHash)
        const proven = room.proveKey(home, genesisHash, accountId(signer.publicKey))
        key = bytesToHex(proven.key)
        const value = { key, proof: bytesToHex(proven.proof) }
        const call = { type: 'Engine', value: { type: 'register_consensus_key', value } }
        return sdk.submit(client, call, { signer })
      })
      const said = `the key ${key} is that of the hotkey from now on; it votes after a rotation`
      output.print(io, flags, { key, ...told(receipt) }, `${said}\n${inBlock(receipt)}`)
    })
}
