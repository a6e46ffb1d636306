import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ExitCode } from '../../src/exit-code.ts'
import { openChainWorld } from '../chain-world.ts'
import type { ChainWorld } from '../chain-world.ts'

const BOB = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty'
const TAO = 1_000_000_000n

let world: ChainWorld
let netuid = ''
let bobHot = ''
beforeAll(async () => {
  world = await openChainWorld()
  await world.wallet('Alice')
  await world.wallet('Bob')
}, 60_000)
afterAll(() => world.close())

const alice = ['--wallet', 'alice']
const bob = ['--wallet', 'bob']

describe('a subnet from its registration to its end', () => {
  test('register and start', async () => {
    const cost = await world.json(['subnets', 'register', '--cost'])
    expect(BigInt(String(cost['cost']))).toBeGreaterThan(0n)
    const made = await world.json(['subnets', 'register', ...alice])
    netuid = String(made['netuid'])
    const started = await world.json(['subnets', 'start', netuid, ...alice])
    expect(started).toMatchObject({ netuid: made['netuid'], blockNumber: expect.any(Number) })
    const all = await world.run(['subnets', 'list'])
    expect(all.stdout).toMatch(new RegExp(`^ +${netuid} `, 'm'))
  })

  test('set changes what show prints', async () => {
    const set = ['subnets', 'set', netuid]
    await world.json([...set, 'immunity-period', '77', '--sudo', ...alice])
    await world.json([...set, 'commit-reveal', 'no', '--sudo', ...alice])
    const shown = await world.json(['subnets', 'show', netuid])
    expect(shown).toMatchObject({ immunity_period: 77 })
  })

  test('a stranger may not set', async () => {
    const { exit, stderr } = await world.run(['subnets', 'set', netuid, 'rho', '9', ...bob])
    expect(exit).toBe(ExitCode.Refused)
    expect(stderr).toMatch(/^error\[BadOrigin\]: [^\n]+--wallet\.\n$/)
  })
})

describe('transfer and balance', () => {
  test('what is sent arrives', async () => {
    const before = await world.json(['balance', BOB])
    const sent = await world.json(['transfer', BOB, '1.5', ...alice])
    const after = await world.json(['balance', BOB])
    expect(sent).toMatchObject({ to: BOB, amount: String((3n * TAO) / 2n) })
    expect(BigInt(String(after['free'])) - BigInt(String(before['free']))).toBe((3n * TAO) / 2n)
  })

  test('people read amounts with their unit', async () => {
    const { stdout } = await world.run(['transfer', BOB, '2', ...alice])
    expect(stdout).toMatch(/^sent 2 TAO to 5\w{47}\nin block \d+, fee 0\.\d+ TAO\n$/)
  })
})

describe('register, metagraph and stake', () => {
  test('a price that is too high is refused, another is paid', async () => {
    const register = ['register', '--netuid', netuid]
    const refused = await world.run([...register, '--max-cost', '0.000000001', ...bob])
    expect(refused).toMatchObject({ exit: ExitCode.Refused, stdout: '' })
    expect(refused.stderr).toContain('--max-cost')
    const made = await world.json([...register, ...bob])
    expect(made).toMatchObject({ uid: 1 })
    bobHot = String(made['hotkey'])
    const { stdout } = await world.run(['metagraph', netuid])
    expect(stdout).toContain(bobHot.slice(0, 6))
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([])
  })

  test('stake is added, moved, given and removed', async () => {
    const at = ['--netuid', netuid, ...bob]
    const added = await world.json(['stake', 'add', '10', '--no-guard', ...at])
    expect(BigInt(String(added['alpha']))).toBeGreaterThan(0n)
    const aliceHot = String((await world.json(['take', 'show', ...alice]))['hotkey'])
    await world.json(['stake', 'move', '1', '--to', aliceHot, ...at])
    const carol = '5FLSigC9HGRKVhB9FiEo4Y3koPsNmBmLJbpXg2mp1hXcS59Y'
    await world.json(['stake', 'transfer', carol, '0.5', '--on', aliceHot, ...at])
    const removed = await world.json(['stake', 'remove', '0.5', '--no-guard', ...at])
    expect(BigInt(String(removed['tao']))).toBeGreaterThan(0n)
    const { stdout } = await world.run(['stake', 'list', ...bob])
    expect(stdout.trim().split('\n')).toHaveLength(3)
  })

  test('all of it', async () => {
    await world.json(['stake', 'remove', 'all', '--no-guard', '--netuid', netuid, ...bob])
    await world.json(['stake', 'unstake-all', '--no-guard', ...bob])
  })
})

describe('weights', () => {
  test('plain weights are set and shown', async () => {
    const set = await world.json(['weights', 'set', netuid, '0=1', '1=3', ...alice])
    expect(set).toMatchObject({ mode: 'plain' })
    const { stdout } = await world.run(['weights', 'show', netuid, '--uid', '0'])
    // 65,535 ÷ 3 = 21,845; the shares are 1 and 3 of 4.
    expect(stdout).toMatch(/ 0 +0 +21845 +25\.00 %\n +0 +1 +65535 +75\.00 %/)
  })

  test('committed weights wait in a file', async () => {
    await world.json(['subnets', 'set', netuid, 'commit-reveal', 'yes', '--sudo', ...alice])
    // Weights are set every 100 blocks at most.
    await world.pass(100)
    const set = await world.run(['weights', 'set', netuid, '1=1', ...alice])
    if (set.exit !== 0) throw new Error(set.stderr)
    expect(set.stdout).toContain(`plexus weights reveal ${netuid}`)
    const revealed = await world.json(['weights', 'reveal', netuid, ...alice])
    expect(revealed).toMatchObject({ waiting: 1 })
  })
})

describe('root, proxies, identity, take and children', () => {
  test('root', async () => {
    expect(await world.json(['root', 'register', ...alice])).toMatchObject({ netuid: 0 })
    await world.json(['root', 'claim-type', netuid, ...alice])
    expect(await world.json(['root', 'claim-type', ...alice])).toMatchObject({
      claim: [Number(netuid)],
    })
    await world.json(['root', 'claim', netuid, ...alice])
  })

  test('a proxy is added, listed and removed', async () => {
    const kind = ['--type', 'Staking', ...alice]
    await world.json(['proxy', 'add', BOB, ...kind])
    expect(await world.json(['proxy', 'list', ...alice])).toMatchObject({
      proxies: [{ delegate: BOB, proxyType: 'Staking', delayBlocks: 0 }],
    })
    await world.json(['proxy', 'remove', BOB, ...kind])
    expect(await world.json(['proxy', 'list', ...alice])).toMatchObject({ proxies: [] })
    const again = await world.run(['proxy', 'remove', BOB, ...kind])
    expect(again).toMatchObject({ exit: ExitCode.Refused, stdout: '' })
    expect(again.stderr).toContain('"plexus proxy list"')
  })

  test('an identity is published', async () => {
    await world.json(['identity', 'set', '--name', 'Ada', '--url', 'https://example.org', ...alice])
    const { stdout } = await world.run(['identity', 'show', ...alice])
    expect(stdout).toMatch(/^name +Ada\nurl +https:\/\/example\.org\n$/)
  })

  test('what a hotkey keeps', async () => {
    await world.json(['take', 'set', '9', ...alice])
    const { stdout } = await world.run(['take', 'show', ...alice])
    expect(stdout).toBe('9.00 %\n')
  })

  test('children are set', async () => {
    const child = `${bobHot}=25`
    const set = await world.json(['children', 'set', child, '--netuid', netuid, ...alice])
    expect(set).toMatchObject({ children: { [bobHot]: 0.25 } })
    const { exit } = await world.run(['children', 'show', '--netuid', netuid, ...alice])
    expect(exit).toBe(0)
  })
})
