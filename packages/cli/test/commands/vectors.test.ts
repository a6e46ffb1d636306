import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ExitCode } from '../../src/exit-code.ts'
import { runCli } from '../fake.ts'

let files = 0
let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'plexus-vectors-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function file(content: unknown): string {
  const path = join(folder, `${files++}.json`)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

/** Hand arithmetic: 10^9 is 10^21 · 10^-12, and 1 is no more than 2. */
const fromU64 = { fn: 'fromU64', args: ['1000000000'], out: ['1000000000000000000000', '-12'] }
const one = ['1000000000000000000000', '-21']
const two = ['200000000000000000000', '-20']
const gt = { fn: 'gt', args: [one, two], out: false }
const document = (...functions: readonly unknown[]) => ({ format: 'share-pool-1', functions })

describe('plexus vectors', () => {
  test('counts equal cases, exit 0', async () => {
    const run = await runCli(['vectors', file(document(fromU64, gt))])
    expect(run).toMatchObject({ exit: 0, stdout: '2 equal, 0 different\n', stderr: '' })
  })

  test('names the first differing field of each wrong case, exit 1', async () => {
    const wrong = { ...fromU64, out: ['1000000000000000000000', '-11'] }
    const run = await runCli(['vectors', file(document(wrong, gt, { ...gt, out: true }))])
    expect(run.exit).toBe(ExitCode.Different)
    expect(run.stdout.split('\n')).toEqual([
      'functions[0].out[1]: recorded "-11", computed "-12"',
      'functions[2].out: recorded true, computed false',
      '1 equal, 2 different',
      '',
    ])
  })

  test('--json changes the form only', async () => {
    const run = await runCli(['vectors', '--json', file(document({ ...gt, out: true }))])
    expect(run.exit).toBe(ExitCode.Different)
    expect(
      run.stdout
        .trim()
        .split('\n')
        .map((line): unknown => JSON.parse(line)),
    ).toEqual([
      { case: 'functions[0]', path: 'functions[0].out', expected: true, computed: false },
      { equal: 0, different: 1 },
    ])
  })

  test('notices a changed value in a recorded file', async () => {
    const path = new URL('../../../../spec/vectors/share-pool.json', import.meta.url)
    const recorded = JSON.parse(readFileSync(path, 'utf8')) as { pools: { steps: unknown[] }[] }
    const pools = recorded.pools.slice(0, 2)
    ;(pools[1]!.steps[3] as { after: { v: string } }).after.v += '0'
    const run = await runCli(['vectors', file({ format: 'share-pool-1', pools })])
    expect(run.stdout).toMatch(/^pools\[1\]\.steps\[3\]\.after\.v: .*\n1 equal, 1 different\n$/)
  })

  test.each([
    ['no JSON', '{"format":', 'is not JSON'],
    ['no object', '[]', 'the file is not an object'],
    ['null', 'null', 'the file is not an object'],
    ['no format', {}, 'format is not a text'],
    ['an unknown format', { format: 'x-1' }, 'the format "x-1" is none of amm-1'],
    ['no case', { format: 'amm-1', pool: [] }, 'the file holds no case'],
    ['an unknown section', { format: 'amm-1', pools: [] }, '"pools" is none of the sections'],
    ['an unknown function', document({ fn: 'pow', args: [] }), 'functions[0].fn "pow" is no'],
    ['a case that is no object', document(7), 'functions[0] is not an object'],
    ['a negative amount', document({ fn: 'fromU64', args: ['-1'] }), 'functions[0].args[0] is not'],
    ['no number', document({ fn: 'fromU64', args: ['x'] }), 'args[0] is not an integer'],
    ['a missing argument', document({ fn: 'fromU64', args: [] }), 'args[0] is not an integer'],
    ['a fraction', document({ fn: 'fromU64', args: [0.5] }), 'args[0] is not an integer'],
  ])('%s: exit 3, one sentence', async (name, content, part) => {
    const run = await runCli(['vectors', file(content)])
    expect(run, name).toMatchObject({ exit: ExitCode.Refused, stdout: '' })
    expect(run.stderr, name).toMatch(/^error\[MalformedFile\]: [^\n]+\.\n$/)
    expect(run.stderr, name).toContain(part)
  })

  test('a missing file: exit 3, one sentence', async () => {
    const run = await runCli(['vectors', join(folder, 'none.json')])
    expect(run).toMatchObject({ exit: ExitCode.Refused, stdout: '' })
    expect(run.stderr).toMatch(/^error\[ENOENT\]: [^\n]+does not exist[^\n]+\.\n$/)
  })
})
