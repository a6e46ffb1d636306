import { describe, expect, it } from 'vitest'
import { StateSyncOptionsError } from '../../../src/engine/cometbft/errors.ts'
import { cometEnvironment } from '../../../src/engine/cometbft/settings.ts'
import type { CometSettings } from '../../../src/engine/cometbft/settings.ts'
import type { StateSyncOptions } from '../../../src/options.ts'

const SETTINGS: CometSettings = {
  socket: '/home/abci.sock',
  p2pPort: 1,
  rpcHost: '127.0.0.1',
  rpcPort: 2,
  peers: [],
  sharedAddress: false,
  silentBlocks: 0,
  blockTimeMs: 12_000,
}
const SYNC: StateSyncOptions = {
  servers: ['a:1', 'b:2'],
  trustHeight: 7,
  trustHash: 'AB'.repeat(32),
}

describe('JSON-RPC of CometBFT', () => {
  it.each([
    ['127.0.0.1', 'tcp://127.0.0.1:2'],
    ['0.0.0.0', 'tcp://0.0.0.0:2'],
    ['::1', 'tcp://[::1]:2'],
  ])('on %s has no unsafe routes', (rpcHost, address) => {
    expect(cometEnvironment({ ...SETTINGS, rpcHost })).toMatchObject({
      CMT_RPC_LADDR: address,
      CMT_RPC_UNSAFE: 'false',
    })
  })
})

describe('the address that other nodes are given', () => {
  it.each([
    ['here alone', [], ''],
    ['all here', ['a@127.0.0.1:5', 'b@localhost:6'], '127.0.0.1:1'],
    ['some elsewhere', ['a@127.0.0.1:5', 'b@10.0.0.1:6'], ''],
  ])('with peers %s', (_where, peers, address) => {
    expect(cometEnvironment({ ...SETTINGS, peers })['CMT_P2P_EXTERNAL_ADDRESS']).toBe(address)
  })
})

describe('state sync', () => {
  it('is not asked for unless it is wanted', () => {
    expect(
      Object.keys(cometEnvironment(SETTINGS)).filter((name) => /STATESYNC/.test(name)),
    ).toEqual([])
  })

  it('is told servers, a block to trust and for how long, a week where nothing is said', () => {
    expect(cometEnvironment({ ...SETTINGS, stateSync: SYNC })).toMatchObject({
      CMT_STATESYNC_ENABLE: 'true',
      CMT_STATESYNC_RPC_SERVERS: 'a:1,b:2',
      CMT_STATESYNC_TRUST_HEIGHT: '7',
      CMT_STATESYNC_TRUST_HASH: 'AB'.repeat(32),
      CMT_STATESYNC_TRUST_PERIOD: '604800000ms',
    })
    const stateSync = { ...SYNC, trustPeriodMs: 60_000 }
    expect(cometEnvironment({ ...SETTINGS, stateSync })['CMT_STATESYNC_TRUST_PERIOD']).toBe(
      '60000ms',
    )
  })

  it.each<readonly [string, Partial<StateSyncOptions>]>([
    ['one server', { servers: ['a:1'] }],
    ['no servers', { servers: [] }],
    ['height 0', { trustHeight: 0 }],
    ['a height below 0', { trustHeight: -1 }],
    ['half a height', { trustHeight: 1.5 }],
    ['no number', { trustHeight: Number.NaN }],
    ['a short hash', { trustHash: 'AB'.repeat(31) }],
    ['a hash with a prefix', { trustHash: `0x${'AB'.repeat(32)}` }],
  ])('with %s says what to give', (_what, change) => {
    const settings = { ...SETTINGS, stateSync: { ...SYNC, ...change } }
    expect(() => cometEnvironment(settings)).toThrow(StateSyncOptionsError)
    expect(() => cometEnvironment(settings)).toThrow(/Give host:port/)
  })
})
