import type { WalletFlags } from '../chain/flags.ts'
import { loadChain } from '../chain/load-chain.ts'
import type { Io } from '../io.ts'

/** Makes a call of the hotkey that has nothing to say but its name, and prints what came of it. */
export async function submitEngine(
  name: 'unregister' | 'unjail',
  flags: WalletFlags,
  io: Io,
  said: string,
): Promise<void> {
  const { sdk, withSigner, told, inBlock, output } = await loadChain()
  const call = { type: 'Engine', value: { type: name, value: undefined } }
  const receipt = await withSigner('hotkey', flags, io, (client, signer) =>
    sdk.submit(client, call, { signer }),
  )
  output.print(io, flags, told(receipt), `${said}\n${inBlock(receipt)}`)
}
