import { accountId, hexToBytes } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'

/**
 * Public keys that every development chain knows: sr25519 keys of `//Name` under the public
 * development phrase, and the accounts of two Ethereum test keys (spec: 60-genesis-localnet §3).
 */
export const DEV_ACCOUNTS = {
  Alice: account('d43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d'),
  Bob: account('8eaf04151687736326c9fea17e25fc5287613693c912909cb226aa4794f26a48'),
  Charlie: account('90b5ab205c6974c9ea841be688864633dc9ca8a357843eeacf2314649965fe22'),
  Dave: account('306721211d5404bd9da88e0204360a1a9ab8b87c66c1bc2fcdd37f3c2222cc20'),
  Eve: account('e659a7a1628cdd93febc04a4e0646ea20e9f5f0ce097d9a05290d4a9e054df4e'),
  Ferdie: account('1cbd2d43530a44705ad088af313e18f80b53ef16b36177cd4b77b846f2a5f07c'),
  One: account('ac859f8a216eeb1b320b4c76d118da3d7407fa523484d0a980126d3b4d0d220a'),
  Two: account('1254f7017f0b8347ce7ab14f96d818802e7e9e0c0d1b7c9acb3c726b080e7a03'),
  Three: account('9026941b7aa2328a8c5ea4e25bb747a2bf92a066fae0cc3722faf58cf44d3502'),
  Alith: account('a02a00e549cb104f710d3fe6f2f83e91524d2a40c4ed831658a120883077f9a9'),
  Baltathar: account('caf8959d3c25429e5797758aa16e326839c744a374c3157fdad86e65458f6c59'),
} as const satisfies Record<string, AccountId>

/** The sr25519 key of `//Alice_hk`. */
export const ALICE_HOTKEY = account(
  '506c5a28f51e841b4df26ace64a23d69057fefda24bc9a53cb74197f901e7128',
)

/** ed25519 keys of `//One`, `//Two`, `//Three`. */
export const DEV_FINALITY_KEYS = {
  One: hexToBytes('16f97016bbea8f7b45ae6757b49efc1080accc175d8f018f9ba719b60b0815e4'),
  Two: hexToBytes('5079bcd20fd97d7d2f752c4607012600b401950260a91821f73e692071c82bf5'),
  Three: hexToBytes('ecccf9cddf1b329b7c6554e78b0a34ba760de390e351b0ee450a42955fb18470'),
} as const

function account(hex: string): AccountId {
  return accountId(hexToBytes(hex))
}
