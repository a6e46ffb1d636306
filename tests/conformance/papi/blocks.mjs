import { Blake2256, blockHeader, compact } from '@polkadot-api/substrate-bindings'
import { toHex } from 'polkadot-api/utils'
import { firstValueFrom, take, toArray } from 'rxjs'
import { check } from '../lib/check.mjs'
import { LOCALNET } from '../lib/localnet.mjs'

export function blockTests({ test }, { client, api, raw }) {
  test('headers hash to their block hash and name their parent', async () => {
    const blocks = await client.getBestBlocks()
    check.ok(blocks.length >= LOCALNET.finalityLag, `${blocks.length} blocks up to the finalised`)
    for (const { hash, number, parent } of blocks) {
      const header = await client.getBlockHeader(hash)
      check.equal(toHex(Blake2256(blockHeader.enc(header))), hash, `hash of header ${number}`)
      check.equal(header.number, number, 'number in the header')
      check.equal(header.parentHash, parent, `parent of block ${number}`)
      check.equal(await raw()._request('chain_getBlockHash', [number]), hash, 'hash by number')
      const [aura] = header.digests.filter(({ type }) => type === 'preRuntime')
      check.ok(aura !== undefined, 'no pre-runtime digest')
    }
  })

  test('blocks begin with the timestamp', async () => {
    const { hash } = await client.getFinalizedBlock()
    const [first] = await client.getBlockBody(hash)
    check.ok(first !== undefined, 'the block is empty')
    check.equal(first[lengthOfPrefix(first)], 4, 'version byte of an inherent')
    const call = first.slice(lengthOfPrefix(first) + 1)
    const { decodedCall } = await api.txFromCallData(call)
    check.equal([decodedCall.type, decodedCall.value.type], ['Timestamp', 'set'], 'first extrinsic')
    const now = await api.query.Timestamp.Now.getValue({ at: hash })
    check.equal(decodedCall.value.value.now, now, 'Timestamp.Now')
    const events = await api.query.System.Events.getValue({ at: hash })
    const done = events.find(({ phase }) => phase.type === 'ApplyExtrinsic' && phase.value === 0)
    check.equal(done?.event.value.type, 'ExtrinsicSuccess', 'outcome of the timestamp')
  })

  test('best and finalised blocks follow without a gap', async () => {
    const four = (stream) => firstValueFrom(stream.pipe(take(4), toArray()))
    const streams = await Promise.all([four(client.blocks$), four(client.finalizedBlock$)])
    for (const blocks of streams) {
      for (let i = 1; i < blocks.length; i += 1) {
        check.equal(blocks[i].parent, blocks[i - 1].hash, 'parent of a block')
        check.equal(blocks[i].number, blocks[i - 1].number + 1, 'number of a block')
      }
    }
    const blocks = await client.getBestBlocks()
    const lag = blocks[0].number - blocks.at(-1).number
    check.ok(lag >= LOCALNET.finalityLag - 1 && lag <= LOCALNET.finalityLag + 2, `lag ${lag}`)
  })
}

function lengthOfPrefix(bytes) {
  return compact.enc(compact.dec(bytes)).length
}
