import { describe, expect, it } from 'vitest'
import { judgePassword } from '../../../src/node.ts'

describe('judgePassword', () => {
  it.each([
    'orchard lantern seventeen',
    'tempo 360 und vier Blöcke',
    'x9$Qm2!vT',
    'нейронная сеть',
    'correct horse battery staple',
  ])('takes %s', (password) => {
    expect(judgePassword(password)).toStrictEqual({ ok: true })
    expect(judgePassword(new TextEncoder().encode(password))).toStrictEqual({ ok: true })
  })

  it.each([
    ['', 'fewer than 8'],
    ['x9$Qm2!', 'fewer than 8'],
    ['Password123!', 'common'],
    ['p a s s w o r d 1 9', 'common'],
    ['aaaaaaaaaaaaaaaaaaaa', 'guess'],
    ['1234567890', 'guess'],
    ['abcdefghijkl', 'guess'],
    ['zyxwvutsrq', 'guess'],
    ['abababababab', 'guess'],
    ['28051984', 'guess'],
    ['x9$Qm2!vT'.repeat(200), 'more than 1024'],
  ])('refuses %s', (password, reason) => {
    const verdict = judgePassword(password)
    expect(verdict).toStrictEqual({ ok: false, reason: expect.stringContaining(reason) as string })
  })
})
