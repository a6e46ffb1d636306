import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { describe, expect, test } from 'vitest'
import { ExitCode } from '../src/exit-code.ts'
import { processIo } from '../src/io.ts'
import { createProgram } from '../src/program.ts'

const page = readFileSync(new URL('../../../docs/cli.md', import.meta.url), 'utf8')
const program = createProgram({
  io: processIo(),
  loadNode: () => Promise.reject(new Error('documentation needs no node')),
  loadRuntime: () => Promise.reject(new Error('documentation needs no runtime')),
  exitWith: () => {},
})

describe('docs/cli.md', () => {
  const all = (command: Command): Command[] => [command, ...command.commands.flatMap(all)]
  const commands = all(program)
  const flags = new Set([
    '--help',
    ...commands.flatMap(({ options }) => options.flatMap(({ long }) => long ?? [])),
  ])

  test('names every flag', () => {
    expect([...flags].filter((flag) => !page.includes(`\`${flag}`))).toEqual([])
  })

  test('names no flag that is not there', () => {
    const named = [...page.matchAll(/`(?:plexus \w+ )?(--[a-z][a-z0-9-]*)/g)].map(
      ([, flag]) => flag!,
    )
    expect(named.filter((flag) => !flags.has(flag))).toEqual([])
  })

  test('has a section for every command', () => {
    const names = program.commands.map((command) => command.name())
    expect(names.filter((name) => !page.includes(`## \`plexus ${name}`))).toEqual([])
  })

  test('names every subcommand', () => {
    const names = program.commands.flatMap((group) =>
      group.commands.map((command) => `${group.name()} ${command.name()}`),
    )
    expect(names.filter((name) => !page.includes(`\`plexus ${name}`))).toEqual([])
  })

  test('explains every exit code', () => {
    for (const code of Object.values(ExitCode)) expect(page).toMatch(new RegExp(`\\| ${code} +\\|`))
  })
})
