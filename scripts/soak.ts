import { execFileSync, spawn } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'

/**
 * `npm run soak`: every suite at its full size, one after the other; hours on a small machine. What
 * they found goes with the commit into docs/measured.md. Names of suites as arguments run only those.
 */

interface Suite {
  readonly name: string
  readonly script: string
  readonly args: readonly string[]
  /** Lines of its end that are kept; default 50. */
  readonly keep?: number
}

const NIGHT_OF_HISTORIES =
  '--transitions 200000 --blocks 300 --coverage 90 --page docs/fuzzed-calls.md'

const SUITES: readonly Suite[] = [
  { name: 'replay', script: 'test:replay', args: ['--blocks', '10000'] },
  { name: 'browser', script: 'test:browser', args: ['--blocks', '5000'] },
  { name: 'crash', script: 'test:crash', args: ['--kills', '200'] },
  { name: 'fuzz', script: 'test:fuzz', args: ['--count', '100000'] },
  {
    name: 'chain',
    script: 'fuzz:chain',
    args: NIGHT_OF_HISTORIES.split(' '),
  },
  { name: 'epochs', script: 'test:epochs', args: ['--count', '100000'] },
  { name: 'codecs', script: 'test:codecs', args: ['--full'] },
  { name: 'conformance', script: 'test:conformance', args: [] },
  { name: 'mutations', script: 'test:mutations', args: [] },
  { name: 'hostile', script: 'test:hostile', args: ['--count', '200000'] },
  { name: 'adapter', script: 'test:adapter', args: [] },
  { name: 'up', script: 'test:up', args: ['--runs', '10'] },
  { name: 'bft', script: 'test:bft', args: ['--full'], keep: 200 },
]

const DOCUMENT = new URL('../docs/measured.md', import.meta.url)
const ROOT = fileURLToPath(new URL('..', import.meta.url))
const KEPT_LINES = 50

const HEAD = `# Measured

What the suites found at their full size, written by \`npm run soak\`. CI runs them smaller; the
figures of \`npm run bench\` are in [performance.md](performance.md).
`

const wanted = process.argv.slice(2)
const chosen = SUITES.filter(({ name }) => wanted.length === 0 || wanted.includes(name))
let failed = 0
for (const suite of chosen) {
  const begin = Date.now()
  const { code, lines } = await run(suite)
  const seconds = Math.round((Date.now() - begin) / 1000)
  if (code !== 0) failed += 1
  await record(suite, code, seconds, lines)
}
process.stdout.write(`${chosen.length - failed} passed, ${failed} failed\n`)
process.exitCode = failed === 0 ? 0 : 1

function run(suite: Suite): Promise<{ code: number; lines: readonly string[] }> {
  process.stderr.write(`== ${suite.name}\n`)
  const args = ['run', '--silent', suite.script, '--', ...suite.args]
  const child = spawn('npm', args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => {
    process.stdout.write(chunk)
    output = (output + chunk.toString()).slice(-100_000)
  })
  return new Promise((resolve) => {
    child.once('close', (code) => {
      const lines = withoutPaths(output)
        .trim()
        .split('\n')
        .slice(-(suite.keep ?? KEPT_LINES))
      resolve({ code: code ?? 1, lines })
    })
  })
}

/** Directories of this machine are nobody else's business. */
function withoutPaths(text: string): string {
  return text.replaceAll(new RegExp(`${tmpdir()}/[^\\s":]+`, 'g'), '<directory>')
}

/** Replaces the section of a suite, or adds it. */
async function record(
  suite: Suite,
  code: number,
  seconds: number,
  lines: readonly string[],
): Promise<void> {
  const old = await readFile(DOCUMENT, 'utf8').catch(() => HEAD)
  const command = `npm run ${suite.script} -- ${suite.args.join(' ')}`.replace(/ -- $/, '')
  const section = [
    `## ${suite.name}`,
    '',
    `\`${command}\` at commit ${commit()}, ${machine()}: ${seconds} s, exit code ${code}.`,
    '',
    '```',
    ...lines,
    '```',
    '',
  ].join('\n')
  const others = old
    .split(/^(?=## )/m)
    .filter((part) => !part.startsWith(`## ${suite.name}\n`))
    .join('')
  await writeFile(DOCUMENT, `${others.trimEnd()}\n\n${section}`)
}

function commit(): string {
  return execFileSync('git', ['rev-parse', '--short=12', 'HEAD'], { encoding: 'utf8' }).trim()
}

function machine(): string {
  return `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, Node ${process.version}`
}
