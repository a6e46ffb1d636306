import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ExitCode } from '../../src/exit-code.ts'
import { runCli } from '../fake.ts'

const VECTORS = new URL('../../../../spec/vectors/yuma/epochs.json', import.meta.url)

interface Case {
  readonly id: string
  readonly class: string
  readonly in: Readonly<Record<string, unknown>> & { readonly mechanisms: readonly object[] }
  readonly out: Readonly<Record<string, unknown>> & { readonly trace?: unknown }
}

const file = JSON.parse(readFileSync(VECTORS, 'utf8')) as {
  readonly format: string
  readonly cases: readonly Case[]
}
const [sample] = file.cases
if (sample === undefined) throw new Error('the vectors are empty')

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'plexus-epoch-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function write(content: unknown): string {
  const path = join(folder, 'cases.json')
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

const withIn = (changes: object): unknown => ({
  format: file.format,
  cases: [{ ...sample, in: { ...sample.in, ...changes } }],
})
const withMechanism = (changes: object): unknown =>
  withIn({ mechanisms: [{ ...sample.in.mechanisms[0], ...changes }] })

describe('plexus epoch', () => {
  test('answers all recorded epochs, without their traces', async () => {
    const run = await runCli(['epoch', VECTORS.pathname])
    expect(run).toMatchObject({ exit: ExitCode.Done, stderr: '' })
    const cases = file.cases.map((recorded) => {
      const { trace: _, ...out } = recorded.out
      return { ...recorded, out }
    })
    expect(JSON.parse(run.stdout)).toEqual({ ...file, cases })
  })

  test('--trace writes every recorded step too', async () => {
    const traced = file.cases.filter(({ out }) => out.trace !== undefined)
    const run = await runCli(['epoch', write({ ...file, cases: traced }), '--trace'])
    expect(JSON.parse(run.stdout)).toEqual({ ...file, cases: traced })
  })

  test('needs no answers in the file and takes none from it', async () => {
    const { out, ...question } = sample
    const wrong = { ...question, out: { final: null } }
    const run = await runCli(['epoch', write({ format: file.format, cases: [question, wrong] })])
    const answered = JSON.parse(run.stdout) as { readonly cases: readonly Case[] }
    const { trace: _, ...expected } = out
    expect(answered.cases.map((answer) => answer.out)).toEqual([expected, expected])
  })

  test('a file without cases has none afterwards', async () => {
    const run = await runCli(['epoch', write({ format: file.format, cases: [] })])
    expect(JSON.parse(run.stdout)).toEqual({ format: file.format, cases: [] })
  })
})

describe('a malformed file: exit 3, one sentence that names the place', () => {
  const bad: readonly (readonly [string, () => unknown, string])[] = [
    ['no JSON', () => '{"format":', 'is not JSON'],
    ['a list', () => [], 'is not an object'],
    ['no format', () => ({ cases: [] }), 'Field format'],
    ['another format', () => ({ format: 'yuma-math-1', cases: [] }), 'Field format'],
    ['no cases', () => ({ format: file.format }), 'Field cases'],
    ['a case that is a number', () => ({ format: file.format, cases: [7] }), 'Case number 1: '],
    [
      'a case without in',
      () => ({ format: file.format, cases: [{ id: 'x' }] }),
      'Case x: field in ',
    ],
    ['no n', () => withIn({ n: undefined }), `Case ${sample.id}: field in.n `],
    ['a negative n', () => withIn({ n: -1 }), 'field in.n '],
    ['a fraction', () => withIn({ kappa: 0.5 }), 'field in.kappa '],
    ['a u16 too large', () => withIn({ bondsPenalty: 65_536 }), 'field in.bondsPenalty '],
    ['a word for a flag', () => withIn({ yuma3: 'yes' }), 'field in.yuma3 '],
    ['a number for an amount', () => withIn({ emission: 1 }), 'field in.emission '],
    ['an amount above u64', () => withIn({ emission: String(2n ** 64n) }), 'field in.emission '],
    ['a negative amount', () => withIn({ taoWeight: '-1' }), 'field in.taoWeight '],
    ['stakes of another length', () => withIn({ alphaStake: [] }), 'field in.alphaStake '],
    ['a flag of 2', () => withIn({ validatorPermit: [2] }), 'field in.validatorPermit[0] '],
    ['a missing key beyond n', () => withIn({ missingKeys: [99] }), 'field in.missingKeys[0] '],
    ['no mechanism', () => withIn({ mechanisms: [] }), 'field in.mechanisms '],
    ['half a pair', () => withMechanism({ weights: [[0, [1]]] }), '.mechanisms[0].weights[0][1] '],
    [
      'two rows of one uid',
      () =>
        withMechanism({
          bonds: [
            [0, []],
            [0, []],
          ],
        }),
      'field in.mechanisms[0].bonds[1][0] ',
    ],
    ['a commit of one', () => withMechanism({ commits: [[0, [[1]]]] }), '.commits[0][1][0] '],
    ['no update', () => withMechanism({ lastUpdate: undefined }), '.mechanisms[0].lastUpdate '],
  ]

  test.each(bad)('%s', async (_, content, place) => {
    const run = await runCli(['epoch', write(content())])
    expect(run).toMatchObject({ exit: ExitCode.Refused, stdout: '' })
    expect(run.stderr).toMatch(/^error\[Malformed(File|Case)\]: [^\n]+\.\n$/)
    expect(run.stderr).toContain(place)
  })

  test('no file', async () => {
    const run = await runCli(['epoch', join(folder, 'nothing.json')])
    expect(run).toMatchObject({ exit: ExitCode.Refused, stdout: '' })
    expect(run.stderr).toMatch(/^error\[ENOENT\]: [^\n]+does not exist[^\n]+\.\n$/)
  })

  test('no name of a file', async () => {
    const run = await runCli(['epoch'])
    expect(run).toMatchObject({ exit: ExitCode.Usage, stdout: '' })
  })
})
