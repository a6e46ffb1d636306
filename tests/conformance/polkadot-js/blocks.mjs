import { check } from '../lib/check.mjs'
import { LOCALNET } from '../lib/localnet.mjs'

export function blockTests({ test }, client) {
  test('headers hash to their block hash and name their parent', async () => {
    const api = await client.api()
    const best = await api.rpc.chain.getHeader()
    const from = Math.max(1, best.number.toNumber() - 2)
    for (let number = from; number <= best.number.toNumber(); number += 1) {
      const hash = (await api.rpc.chain.getBlockHash(number)).toHex()
      const header = await api.rpc.chain.getHeader(hash)
      check.equal(header.number.toNumber(), number, 'number in the header')
      check.equal(header.hash.toHex(), hash, `hash of header ${number}`)
      const parent = (await api.rpc.chain.getBlockHash(number - 1)).toHex()
      check.equal(header.parentHash.toHex(), parent, `parent of block ${number}`)
      const [engine] = header.digest.logs.find((log) => log.isPreRuntime).asPreRuntime
      check.equal(engine.toHex(), '0x61757261', 'engine of the pre-runtime digest')
    }
    const future = await api.rpc.chain.getBlockHash(best.number.toNumber() + 1_000)
    check.ok(future.isEmpty, 'the hash of a future block is not null')
  })

  test('blocks begin with the timestamp', async () => {
    const api = await client.api()
    const hash = await api.rpc.chain.getBlockHash(await api.query.system.number())
    const { block } = await api.rpc.chain.getBlock(hash)
    const [first] = block.extrinsics
    check.ok(first !== undefined, 'the block is empty')
    check.equal(
      `${first.method.section}.${first.method.method}`,
      'timestamp.set',
      'first extrinsic',
    )
    const now = await (await api.at(hash)).query.timestamp.now()
    check.equal(first.method.args[0].toBigInt(), now.toBigInt(), 'Timestamp.Now')
    const events = await (await api.at(hash)).query.system.events()
    const done = events.find(
      ({ phase, event }) =>
        phase.isApplyExtrinsic &&
        phase.asApplyExtrinsic.toNumber() === 0 &&
        event.section === 'system',
    )
    check.equal(done?.event.method, 'ExtrinsicSuccess', 'outcome of the timestamp')
  })

  test('follows new and finalised heads without a gap', async () => {
    const api = await client.api()
    const [best, final] = await Promise.all([
      collect(4, (listen) => api.rpc.chain.subscribeNewHeads(listen)),
      collect(4, (listen) => api.rpc.chain.subscribeFinalizedHeads(listen)),
    ])
    for (const heads of [best, final]) {
      for (let i = 1; i < heads.length; i += 1) {
        check.equal(heads[i].parentHash.toHex(), heads[i - 1].hash.toHex(), 'parent of a head')
      }
    }
    const last = await api.rpc.chain.getHeader(await api.rpc.chain.getFinalizedHead())
    const lag = (await api.rpc.chain.getHeader()).number.toNumber() - last.number.toNumber()
    check.ok(lag >= LOCALNET.finalityLag - 1 && lag <= LOCALNET.finalityLag + 2, `lag ${lag}`)
  })
}

/** The first `count` items that a subscription delivers. */
async function collect(count, subscribe) {
  const items = []
  let stop
  try {
    await new Promise((resolve, reject) => {
      subscribe((item) => {
        items.push(item)
        if (items.length === count) resolve()
      }).then((unsubscribe) => {
        stop = unsubscribe
      }, reject)
    })
  } finally {
    stop?.()
  }
  return items.slice(0, count)
}
