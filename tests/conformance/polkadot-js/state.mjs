import { check } from '../lib/check.mjs'
import { LOCALNET, NOBODY } from '../lib/localnet.mjs'
import { succeed } from './client.mjs'

export function stateTests({ test }, client) {
  test('reads single values and the defaults of missing ones', async () => {
    const api = await client.api()
    const alice = client.key('Alice')
    const account = await api.query.system.account(alice.address)
    check.equal(account.data.free.toBigInt(), LOCALNET.endowed.alice, 'balance of Alice')
    check.equal((await api.query.sudo.key()).toString(), alice.address, 'sudo key')
    const nobody = await api.query.system.account(client.keyring.addFromUri(NOBODY).address)
    check.equal(nobody.nonce.toNumber(), 0, 'nonce of a missing account')
    check.equal(nobody.data.free.toBigInt(), 0n, 'balance of a missing account')
    const hash = await api.query.system.account.hash(alice.address)
    check.equal(hash.toHex(), account.hash.toHex(), 'hash of the value')
    const size = await api.query.system.account.size(alice.address)
    check.equal(size.toNumber(), account.encodedLength, 'size of the value')
  })

  test('reads several values in one request', async () => {
    const api = await client.api()
    const names = ['Alice', 'Dave', 'Eve']
    const accounts = await api.query.system.account.multi(
      names.map((name) => client.key(name).address),
    )
    check.equal(
      accounts.map((account) => account.data.free.toBigInt()),
      [LOCALNET.endowed.alice, LOCALNET.endowed.dave, LOCALNET.endowed.dave],
      'balances',
    )
    const [number, issuance] = await api.queryMulti([
      api.query.system.number,
      api.query.balances.totalIssuance,
    ])
    check.ok(number.toNumber() > 0, 'block number')
    check.equal(issuance.toBigInt(), LOCALNET.issuance, 'total issuance')
  })

  test('pages through a map in the order of raw keys', async () => {
    const api = await client.api()
    const keys = (await api.query.system.account.keys()).map((key) => key.toHex())
    check.ok(keys.length >= LOCALNET.accounts, `${keys.length} accounts`)
    check.ascending(keys, 'keys')
    const entries = await api.query.system.account.entries()
    check.equal(
      entries.map(([key]) => key.toHex()),
      keys,
      'keys of the entries',
    )
    const paged = []
    for (;;) {
      const startKey = paged.at(-1)
      const page = await api.query.system.account.keysPaged({ args: [], pageSize: 3, startKey })
      if (page.length === 0) break
      check.ok(page.length <= 3, 'page size')
      paged.push(...page.map((key) => key.toHex()))
      check.ok(paged.length <= keys.length, 'more keys in pages than in one request')
    }
    check.equal(paged, keys, 'keys in pages of three')
    const total = entries.reduce((sum, [, account]) => sum + account.data.free.toBigInt(), 0n)
    check.equal(total, LOCALNET.issuance, 'sum of the balances')
  })

  test('follows storage', async () => {
    const api = await client.api()
    const target = client.key('StorageFollower').address
    const seen = []
    let arrived
    const changed = new Promise((resolve) => {
      arrived = resolve
    })
    const stop = await api.query.system.account.multi(
      [target, client.key('Eve').address],
      (accounts) => {
        seen.push(accounts.map((account) => account.data.free.toBigInt()))
        if (seen.length === 2) arrived()
      },
    )
    await succeed(api, api.tx.balances.transferKeepAlive(target, 7_000), client.key('Alice'))
    await changed
    stop()
    check.equal(seen[0], [0n, LOCALNET.endowed.dave], 'values at the start')
    check.equal(seen[1], [7_000n, LOCALNET.endowed.dave], 'values after the transfer')
  })

  test('reads past states', async () => {
    const api = await client.api()
    const address = client.key('History').address
    const before = await api.rpc.chain.getBlockHash()
    const { result } = await succeed(
      api,
      api.tx.balances.transferKeepAlive(address, 9_000),
      client.key('Alice'),
    )
    const free = async (hash) =>
      (await (await api.at(hash)).query.system.account(address)).data.free.toBigInt()
    check.equal(await free(before), 0n, 'balance before the transfer')
    check.equal(await free(result.status.asInBlock), 9_000n, 'balance after the transfer')
    const genesis = await api.at(api.genesisHash)
    const alice = await genesis.query.system.account(client.key('Alice').address)
    check.equal(alice.data.free.toBigInt(), LOCALNET.endowed.alice, 'balance at the genesis')
    check.equal((await genesis.query.system.number()).toNumber(), 0, 'number at the genesis')
    const first = await api.at(await api.rpc.chain.getBlockHash(1))
    check.equal((await first.query.system.number()).toNumber(), 1, 'number at block 1')
    const unknown = `0x${'17'.repeat(32)}`
    const key = api.query.system.number.key()
    const error = await check.rejects(
      client.provider.send('state_getStorage', [key, unknown]),
      'state of an unknown block',
    )
    check.equal(error.code, 4003, 'code for an unknown block')
  })

  test('calls runtime APIs', async () => {
    const api = await client.api()
    const alice = client.key('Alice').address
    const nonce = await api.call.accountNonceApi.accountNonce(alice)
    const account = await api.query.system.account(alice)
    check.equal(nonce.toNumber(), account.nonce.toNumber(), 'nonce')
    const versions = await api.call.metadata.metadataVersions()
    check.equal(versions.toJSON(), [14, 15], 'metadata versions')
    check.equal((await api.call.auraApi.slotDuration()).toBigInt(), 250n, 'slot duration')
  })
}
