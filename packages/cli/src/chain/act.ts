import { decodeSs58, Ss58Error } from '@plexus/primitives'
import type { Client, Receipt } from '@plexus/sdk'
import { formatTao } from '@plexus/sdk'
import { readPublicKey } from '@plexus/sdk/node'
import type { WalletSigner } from '@plexus/sdk/node'
import { UsageError } from '../errors.ts'
import type { Io } from '../io.ts'
import type { WalletFlags } from './flags.ts'
import { walletOf, withClient, withKey } from './with-client.ts'

/**
 * Connects, opens a key of the wallet, works, wipes and closes, whatever happens. The chain comes
 * first, so that nobody types a password for nothing.
 *
 * @throws TransportError, WalletError, NoPasswordError
 */
export async function withSigner<T>(
  kind: 'coldkey' | 'hotkey',
  flags: WalletFlags,
  io: Io,
  run: (client: Client, signer: WalletSigner) => Promise<T>,
): Promise<T> {
  const wallet = await walletOf(flags, io)
  return withClient(flags, (client) => withKey(wallet[kind], io, (signer) => run(client, signer)))
}

/** An address that was named, or that of a key of the wallet. @throws UsageError, WalletError */
export async function addressOr(
  given: string | undefined,
  kind: 'coldkey' | 'hotkey',
  flags: WalletFlags,
  io: Io,
): Promise<string> {
  if (given !== undefined) return ensureAddress(given)
  return (await readPublicKey((await walletOf(flags, io))[kind])).address
}

/** The address itself, if it is one. @throws UsageError */
export function ensureAddress(text: string): string {
  try {
    decodeSs58(text)
    return text
  } catch (error) {
    if (!(error instanceof Ss58Error)) throw error
    throw new UsageError(
      `"${text.slice(0, 64)}" is not an address: give one as "plexus wallet list" prints it.`,
    )
  }
}

/** What every command that changes the chain tells of its transaction. */
export const told = ({ blockNumber, blockHash, extrinsicHash, feeRao }: Receipt) => ({
  blockNumber,
  blockHash,
  extrinsicHash,
  feeRao,
})

/** The same for people. */
export const inBlock = ({ blockNumber, feeRao }: Receipt): string =>
  `in block ${blockNumber}, fee ${formatTao(feeRao)}`
