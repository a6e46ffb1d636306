import { validateProofs } from '@polkadot-api/substrate-bindings'
import { distinctUntilChanged, firstValueFrom, take, toArray } from 'rxjs'
import { check } from '../lib/check.mjs'
import { LOCALNET, NOBODY } from '../lib/localnet.mjs'
import { id, watch } from './client.mjs'

export function stateTests({ test }, { client, api, key, raw }) {
  test('reads single values and the defaults of missing ones', async () => {
    const { System, Sudo, Balances } = api.query
    const alice = await System.Account.getValue(key('Alice').address)
    check.equal(alice.data.free, LOCALNET.endowed.alice, 'balance of Alice')
    const nobody = await System.Account.getValue(key(NOBODY.slice(2)).address)
    check.equal([nobody.nonce, nobody.data.free], [0, 0n], 'a missing account')
    check.equal(await Sudo.Key.getValue(), key('Alice').address, 'sudo key')
    check.equal(await Balances.TotalIssuance.getValue(), LOCALNET.issuance, 'total issuance')
    const names = ['Alice', 'Dave', 'Eve']
    const several = await System.Account.getValues(names.map((name) => [key(name).address]))
    check.equal(
      several.map(({ data }) => data.free),
      [LOCALNET.endowed.alice, LOCALNET.endowed.dave, LOCALNET.endowed.dave],
      'several accounts',
    )
  })

  test('reads a map whole, in the order of raw keys', async () => {
    const { Account } = api.query.System
    const at = (await client.getFinalizedBlock()).hash
    const entries = await Account.getEntries({ at })
    check.ok(entries.length >= LOCALNET.accounts, `${entries.length} accounts`)
    const keys = await Promise.all(entries.map(({ keyArgs }) => Account.getKey(...keyArgs)))
    check.ascending(keys, 'keys of the entries')
    const total = entries.reduce((sum, { value }) => sum + value.data.free, 0n)
    check.equal(total, LOCALNET.issuance, 'sum of the balances')

    const prefix = await Account.getKey()
    const paged = []
    for (;;) {
      const page = await raw()._request('state_getKeysPaged', [prefix, 3, paged.at(-1), at])
      if (page.length === 0) break
      paged.push(...page)
      check.ok(paged.length <= keys.length, 'more keys in pages than in the map')
    }
    check.equal(paged, keys, 'keys in pages of three')
    const [{ changes }] = await raw()._request('state_queryStorageAt', [keys, at])
    check.equal(
      changes.map(([changed]) => changed),
      keys,
      'keys of the change set',
    )
  })

  test('proofs of state verify against the state root', async () => {
    const block = await client.getFinalizedBlock()
    const { stateRoot } = await client.getBlockHeader(block.hash)
    const storageKey = await api.query.System.Account.getKey(key('Alice').address)
    const value = await client.rawQuery(storageKey, { at: block.hash })
    const read = await raw()._request('state_getReadProof', [[storageKey], block.hash])
    check.equal(read.at, block.hash, 'block of the proof')
    const verified = validateProofs(read.proof)
    check.equal(verified?.rootHash, stateRoot, 'root of the proof')
    check.equal(valueAt(verified, storageKey), value, 'value in the proof')
  })

  test('follows storage', async () => {
    const target = key('StorageFollower').address
    const values = firstValueFrom(
      api.query.System.Account.watchValue(target, { at: 'best' }).pipe(
        distinctUntilChanged((a, b) => a.value.data.free === b.value.data.free),
        take(2),
        toArray(),
      ),
    )
    const transfer = api.tx.Balances.transfer_keep_alive({ dest: id(target), value: 7_000n })
    await watch(transfer, key('Alice').signer)
    const seen = await values
    check.equal(
      seen.map(({ value }) => value.data.free),
      [0n, 7_000n],
      'values before and after the transfer',
    )
    const at = await api.query.System.Account.getValue(target, { at: seen[1].block.hash })
    check.equal(at.data.free, 7_000n, 'value at the block of the change')
  })

  test('calls runtime APIs', async () => {
    const { apis } = api
    const alice = key('Alice').address
    const account = await api.query.System.Account.getValue(alice)
    check.equal(await apis.AccountNonceApi.account_nonce(alice), account.nonce, 'nonce')
    check.equal(await apis.Metadata.metadata_versions(), [14, 15], 'metadata versions')
    check.equal(await apis.AuraApi.slot_duration(), LOCALNET.slotDuration, 'slot duration')
    const authorities = await apis.AuraApi.authorities()
    check.ok(authorities.length > 0, 'no authorities')
    const error = await check.rejects(
      raw()._request('state_call', ['Plexus_nothing', '0x']),
      'unknown runtime API',
    )
    check.ok(error.message.includes('Exported method Plexus_nothing is not found'), error.message)
  })
}

/** The value, longer than 32 bytes, that a verified proof holds for a key. */
function valueAt({ rootHash, proofs }, storageKey) {
  let node = proofs[rootHash]
  let path = storageKey.slice(2)
  while (node !== undefined && path.startsWith(node.partialKey)) {
    path = path.slice(node.partialKey.length)
    if (path === '') return proofs[node.value]?.value
    node = proofs[node.children?.[path[0]]]
    path = path.slice(1)
  }
  return undefined
}
