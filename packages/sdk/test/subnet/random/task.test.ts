import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createTask } from '../../../src/subnet/random/task.ts'
import {
  saltCommitment,
  seedBlock,
  windowOf,
  windowSalt,
} from '../../../src/subnet/random/window.ts'

const windowSeed = new Uint8Array(32).fill(0xaa)
const salt = new Uint8Array(32).fill(0xbb)
const origin = { netuid: 258, window: 3, index: 5, windowSeed, salt }

const sha256 = (hex: string) => createHash('sha256').update(Buffer.from(hex, 'hex')).digest('hex')
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const TASK = Buffer.from('task').toString('hex')

describe('createTask', () => {
  it('hashes "task", netuid, window, seed, salt, uid and index, little-endian', () => {
    const preimage = `${TASK}0201${'0300000000000000'}${'aa'.repeat(32)}${'bb'.repeat(32)}070005000000`
    expect(hex(createTask({ ...origin, uid: 7 }).seed)).toBe(sha256(preimage))
  })

  it('leaves the uid out where all share the task', () => {
    const preimage = `${TASK}0201${'0300000000000000'}${'aa'.repeat(32)}${'bb'.repeat(32)}05000000`
    expect(hex(createTask(origin).seed)).toBe(sha256(preimage))
  })

  it('has an id that does not show the seed', () => {
    const task = createTask(origin)
    const preimage = Buffer.concat([Buffer.from('task id'), task.seed])
    expect(task.id).toBe(sha256(preimage.toString('hex')).slice(0, 32))
  })
})

describe('windows', () => {
  const ROWS = [
    { block: 0, window: 0, seed: 0 },
    { block: 99, window: 0, seed: 0 },
    { block: 100, window: 1, seed: 90 },
    { block: 250, window: 2, seed: 190 },
  ]
  for (const { block, window, seed } of ROWS)
    it(`puts block ${block} into window ${window}, seeded by block ${seed}`, () => {
      expect(windowOf(block, 100)).toBe(window)
      expect(seedBlock(window, 100)).toBe(seed)
    })

  it('takes block 0 where ten blocks before the window there is none', () => {
    expect(seedBlock(1, 5)).toBe(0)
  })

  it('gives each window a salt of its own', () => {
    const secret = new Uint8Array(32).fill(1)
    expect(hex(windowSalt(secret, 1, 1))).not.toBe(hex(windowSalt(secret, 1, 2)))
    expect(hex(windowSalt(secret, 1, 1))).not.toBe(hex(windowSalt(secret, 2, 1)))
  })

  it('commits to a salt by a hash in a domain of its own', () => {
    const preimage = Buffer.concat([Buffer.from('salt commitment'), salt]).toString('hex')
    expect(hex(saltCommitment(salt))).toBe(sha256(preimage))
  })
})
