import { Blake2256, blockHeader } from '@polkadot-api/substrate-bindings'
import { toHex } from 'polkadot-api/utils'
import { check } from '../lib/check.mjs'
import { LOCALNET } from '../lib/localnet.mjs'

export function archiveTests({ test }, { client, api, key, substrate }) {
  test('the archive answers for every past block', async () => {
    const { archive } = substrate()
    const height = await archive.finalizedHeight()
    check.ok(height >= 1, `finalised height ${height}`)
    const genesis = await api.query.System.BlockHash.getValue(0)
    check.equal(await archive.hashByHeight(0), [genesis], 'hash at height 0')
    const [first] = await archive.hashByHeight(1)
    const header = await archive.header(first)
    check.equal(toHex(Blake2256(Buffer.from(header.slice(2), 'hex'))), first, 'hash of header 1')
    check.equal(blockHeader.dec(header).parentHash, genesis, 'parent of block 1')
    const body = await archive.body(first)
    check.ok(body.length > 0, 'the body of block 1 is empty')
    check.equal(await archive.hashByHeight(height + 1_000), [], 'hash of a future height')
  })

  test('the archive reads past states', async () => {
    const { archive } = substrate()
    const [genesis] = await archive.hashByHeight(0)
    const [first] = await archive.hashByHeight(1)
    const number = await api.query.System.Number.getKey()
    check.equal(await archive.storage(first, 'value', number, null), '0x01000000', 'number at 1')
    const account = await api.query.System.Account.getKey(key('Alice').address)
    const old = await archive.storage(genesis, 'value', account, null)
    check.equal(freeOf(old), LOCALNET.endowed.alice, 'balance at the genesis')
    const prefix = await api.query.System.Account.getKey()
    const entries = await archive.storage(genesis, 'descendantsValues', prefix, null)
    check.equal(entries.length, LOCALNET.accounts, 'accounts at the genesis')
    check.ascending(
      entries.map((entry) => entry.key),
      'keys at the genesis',
    )
    const version = await archive.call(first, 'Core_version', '0x')
    check.ok(version.length > 100, 'Core_version at block 1')
  })

  test('the client reads blocks it has let go', async () => {
    const genesis = await api.query.System.BlockHash.getValue(0)
    const [first] = await substrate().archive.hashByHeight(1)
    const number = await api.query.System.Number.getValue({ at: first })
    check.equal(number, 1, 'number at block 1')
    const header = await client.getBlockHeader(first)
    check.equal(header.parentHash, genesis, 'parent of block 1')
  })
}

/** The free balance in an encoded `AccountInfo`: after four counters of 32 bits, little-endian. */
function freeOf(hex) {
  return Buffer.from(hex.slice(2), 'hex').readBigUInt64LE(16)
}
