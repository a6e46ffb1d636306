import { check } from '../lib/check.mjs'
import { eventOf, succeed } from './client.mjs'

const TAO = 1_000_000_000n

export function governanceTests({ test }, client) {
  test('sudo writes raw storage', async () => {
    const api = await client.api()
    const [key, value] = ['0x706c657875732f636f6e666f726d616e6365', '0x0102030405']
    const call = api.tx.sudo.sudo(api.tx.system.setStorage([[key, value]]))
    const { result } = await succeed(api, call, client.key('Alice'))
    check.ok(eventOf(result, 'sudo', 'Sudid').data.sudoResult.isOk, 'result of sudo')
    const raw = await api.rpc.state.getStorage(key)
    check.equal(raw.toHex(), value, 'the raw value')
    const keys = await api.rpc.state.getKeysPaged('0x706c657875732f', 10)
    check.equal(
      keys.map((found) => found.toHex()),
      [key],
      'keys with the prefix',
    )
  })

  test('sudo sets a balance', async () => {
    const api = await client.api()
    const target = client.key('SudoTarget').address
    const call = api.tx.sudo.sudo(api.tx.balances.forceSetBalance(target, 42n * TAO))
    const { result } = await succeed(api, call, client.key('Alice'))
    const set = eventOf(result, 'balances', 'BalanceSet').data
    check.equal([set.who.toString(), set.free.toBigInt()], [target, 42n * TAO], 'BalanceSet')
    const account = await api.query.system.account(target)
    check.equal(account.data.free.toBigInt(), 42n * TAO, 'balance')
  })

  test('a scheduled call is dispatched in its block', async () => {
    const api = await client.api()
    const target = client.key('ScheduleTarget').address
    const when = (await api.query.system.number()).toNumber() + 5
    const inner = api.tx.balances.forceSetBalance(target, 3n * TAO)
    const call = api.tx.sudo.sudo(api.tx.scheduler.schedule(when, null, 0, inner))
    const { result } = await succeed(api, call, client.key('Alice'))
    const scheduled = eventOf(result, 'scheduler', 'Scheduled').data
    check.equal(scheduled.when.toNumber(), when, 'block of the schedule')
    const agenda = await api.query.scheduler.agenda(when)
    check.ok(
      agenda.some((entry) => entry.isSome),
      'the agenda is empty',
    )

    await reached(api, when)
    const at = await api.at(await api.rpc.chain.getBlockHash(when))
    const events = (await at.query.system.events()).map(({ event }) => event)
    const done = events.find(({ method }) => method === 'Dispatched')
    check.ok(done?.data.result.isOk, 'the scheduled call was not dispatched')
    const account = await at.query.system.account(target)
    check.equal(account.data.free.toBigInt(), 3n * TAO, 'balance')
  })
}

async function reached(api, number) {
  let stop
  await new Promise((resolve, reject) => {
    api.rpc.chain
      .subscribeNewHeads((head) => {
        if (head.number.toNumber() >= number) resolve()
      })
      .then((unsubscribe) => {
        stop = unsubscribe
      }, reject)
  })
  stop()
}
