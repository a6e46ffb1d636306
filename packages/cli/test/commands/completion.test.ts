import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { runCli } from '../fake.ts'

const execute = promisify(execFile)

/** What bash offers after some words. */
async function offered(...words: readonly string[]): Promise<readonly string[]> {
  const { stdout: script } = await runCli(['completion', 'bash'])
  const line = words.map((word) => `'${word}'`).join(' ')
  const ask = `COMP_WORDS=(plexus ${line}); COMP_CWORD=${words.length}; _plexus; printf '%s\\n' "\${COMPREPLY[@]}"`
  const { stdout } = await execute('bash', ['-c', `${script}\n${ask}`])
  return stdout.trim().split('\n')
}

describe('completion bash', () => {
  test.each([
    [['sta'], ['stake']],
    [['stake', 'm'], ['move']],
    [['stake', 'add', '10', '--net'], ['--netuid']],
    [
      ['completion', ''],
      ['bash', 'zsh', 'fish', '--help'],
    ],
  ])('after %j: %j', async (words, expected) => {
    expect(await offered(...words)).toEqual(expected)
  })
})

test.each(['zsh', 'fish'])('completion %s names every command', async (shell) => {
  const { exit, stdout } = await runCli(['completion', shell])
  expect(exit).toBe(0)
  for (const word of ['unstake-all', 'claim-type', 'regen', 'doctor', 'tolerance']) {
    expect(stdout).toContain(word)
  }
})
