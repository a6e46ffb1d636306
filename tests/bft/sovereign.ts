import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  accountId,
  bytesToHex,
  createKeyPair,
  createSignatures,
  encodeSs58,
  hexToBytes,
} from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import { sovereignFounding } from '@plexus/node'
import type { NetworkFounding } from '@plexus/node'
import type { SovereignOptions } from '@plexus/runtime'
import { doubleVoteEvidence, signEd25519 } from '@plexus/testing'
import { cometResult, validatorsAt } from './comet-rpc.ts'
import type { Member } from './network.ts'

const TAO = 1_000_000_000n

/** Keys of the operator of a member, by their development names. */
export const coldkeyOf = ({ name }: Pick<Member, 'name'>): string => `//cold//${name}`
export const hotkeyOf = ({ name }: Pick<Member, 'name'>): string => `//hot//${name}`

/** Someone with TAO who validates nothing. */
export const RICH = '//Rich'

/** Stake of each validator, and as much as another one needs to be their equal. */
export const STAKE = 2_000n * TAO

/**
 * A network of its own with these validators, all alike.
 * @param guests who may become validators; they have what that takes
 */
export async function foundSovereign(
  members: readonly Member[],
  guests: readonly string[],
  more: Pick<SovereignOptions, 'params' | 'balances'>,
): Promise<NetworkFounding> {
  const account = await accounts()
  const purses = guests.flatMap((name): readonly (readonly [AccountId, bigint])[] => [
    [account(coldkeyOf({ name })), STAKE + 1_000n * TAO],
    [account(hotkeyOf({ name })), 10n * TAO],
  ])
  return sovereignFounding({
    timing: 'fast',
    genesisTimeMs: Date.now(),
    sovereign: {
      validators: members.map((member) => ({
        coldkey: account(coldkeyOf(member)),
        hotkey: account(hotkeyOf(member)),
        key: member.validatorKey,
        stake: STAKE,
      })),
      balances: [[account(RICH), 10_000n * TAO], ...purses, ...(more.balances ?? [])],
      ...(more.params !== undefined && { params: more.params }),
    },
  })
}

/** Accounts of development keys. */
export async function accounts(): Promise<(uri: string) => AccountId> {
  const signatures = await createSignatures()
  return (uri) => accountId(createKeyPair({ scheme: 'Sr25519', uri }, signatures).account)
}

/** The address of a development key. */
export const addressOf = async (uri: string): Promise<string> => encodeSs58((await accounts())(uri))

/** That the consensus key of a member agrees to be that of a hotkey on this chain. */
export async function proofOf(
  member: Member,
  genesisHash: string,
  hotkey: string,
): Promise<string> {
  const account = (await accounts())(hotkey)
  const message = Buffer.concat([
    Buffer.from('plexus/consensus-key'),
    hexToBytes(genesisHash),
    account,
  ])
  return bytesToHex(signEd25519(seedOf(member), message))
}

/** Lets the network learn that the key of `guilty` has signed two blocks of a height. */
export async function reportDoubleVote(
  witness: Member,
  guilty: Member,
  height: number,
): Promise<void> {
  const { block } = await cometResult<{
    readonly block: { readonly header: { readonly time: string; readonly chain_id: string } }
  }>(witness, 'block', { height: String(height) })
  const set = await validatorsAt(witness, height)
  const index = set.findIndex(({ key }) => Buffer.compare(key, guilty.validatorKey) === 0)
  const validator = set[index]
  if (validator === undefined) throw new Error(`${guilty.name} is no validator of ${height}`)
  const evidence = doubleVoteEvidence({
    seed: seedOf(guilty),
    chainId: block.header.chain_id,
    height: BigInt(height),
    time: block.header.time,
    address: validator.address,
    index,
    power: validator.power,
    totalPower: set.reduce((sum, { power }) => sum + power, 0),
  })
  await cometResult(witness, 'broadcast_evidence', { evidence })
}

/** Seed of the key that a member votes with. */
function seedOf({ home }: Member): Uint8Array {
  const file = readFileSync(join(home, 'config', 'priv_validator_key.json'), 'utf8')
  const { priv_key: key } = JSON.parse(file) as { readonly priv_key: { readonly value: string } }
  return Buffer.from(key.value, 'base64').subarray(0, 32)
}
