import { createHash } from 'node:crypto'
import { decodeSs58 } from '@plexus/primitives'
import { describe, expect, it } from 'vitest'
import { answerCommitment } from '../../../src/subnet/commit/answer-commitment.ts'
import { openReveal } from '../../../src/subnet/commit/open-reveal.ts'
import { createPendingAnswers } from '../../../src/subnet/commit/pending-answers.ts'
import { squareSubnet } from '../support/square-subnet.ts'
import { hotkeyOf } from '../support/world.ts'

const hotkey = hotkeyOf('miner')
const salt = 'ab'.repeat(32)
const answer = '{"square":9}'
const commitment = createHash('sha256')
  .update(Buffer.from(salt, 'hex'))
  .update(decodeSs58(hotkey).account)
  .update(answer)
  .digest('hex')
const { synapse } = squareSubnet()

describe('answerCommitment', () => {
  it('hashes salt, public key and answer', () => {
    expect(answerCommitment(hotkey, { salt, answer })).toBe(commitment)
  })
})

describe('openReveal', () => {
  it('gives the response that was committed', () => {
    const opened = openReveal({ synapse, hotkey, commitment, revealed: { salt, answer } })
    expect(opened).toEqual({ ok: true, response: { square: 9 } })
  })

  const commit = (text: string) => answerCommitment(hotkey, { salt, answer: text })
  const ROWS = [
    ['another answer', commitment, hotkey, { salt, answer: '{"square":8}' }, 'forged'],
    ['another salt', commitment, hotkey, { salt: 'ac'.repeat(32), answer }, 'forged'],
    ['the reveal of somebody else', commitment, hotkeyOf('copier'), { salt, answer }, 'forged'],
    [
      'the same fields written otherwise',
      commitment,
      hotkey,
      { salt, answer: '{"square": 9}' },
      'forged',
    ],
    ['what is no JSON', commit('{'), hotkey, { salt, answer: '{' }, 'malformed'],
    ['what is no object', commit('[9]'), hotkey, { salt, answer: '[9]' }, 'malformed'],
    ['null', commit('null'), hotkey, { salt, answer: 'null' }, 'malformed'],
    [
      'a field of the wrong kind',
      commit('{"square":"9"}'),
      hotkey,
      { salt, answer: '{"square":"9"}' },
      'malformed',
    ],
  ] as const
  for (const [name, committed, by, revealed, fault] of ROWS)
    it(`tells ${name} as ${fault}`, () => {
      const opened = openReveal({ synapse, hotkey: by, commitment: committed, revealed })
      expect(opened).toMatchObject({ ok: false, fault })
    })
})

describe('createPendingAnswers', () => {
  it('shows an answer to the caller it was committed to, again and again', () => {
    const pending = createPendingAnswers(2)
    pending.keep('c', 'alice', { salt, answer })
    expect(pending.find('c', 'bob')).toBeUndefined()
    expect(pending.find('c', 'alice')).toEqual({ salt, answer })
    expect(pending.find('c', 'alice')).toEqual({ salt, answer })
  })

  it('forgets the oldest beyond its capacity', () => {
    const pending = createPendingAnswers(2)
    for (const name of ['a', 'b', 'c']) pending.keep(name, 'alice', { salt, answer: name })
    expect(['a', 'b', 'c'].map((name) => pending.find(name, 'alice')?.answer)).toEqual([
      undefined,
      'b',
      'c',
    ])
  })
})
