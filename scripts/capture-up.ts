import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { drawSummary } from '../packages/cli/src/up/view.ts'
import type { Standings } from '../packages/cli/src/up/standings.ts'

/**
 * `npm run capture`: runs `plexus up` in an empty directory for two minutes and draws what its live
 * view showed last as docs/up.svg. `-- FILE` draws a summary line that an earlier run printed.
 */

const ROOT = resolve(import.meta.dirname, '..')
const SECONDS = 120
const COLUMNS = 100

async function run(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'plexus-capture-'))
  const args = ['up', '--json', '--path', path, '--for', `${SECONDS}s`]
  const child = spawn(process.execPath, [join(ROOT, 'bin/plexus.js'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-200_000)
  })
  await new Promise((done) => child.once('close', done))
  await rm(path, { recursive: true, force: true })
  return output
}

/** Marks that the drawing below understands; no line has them by itself. */
const BOLD = '*'
const DIM = '~'

function style(name: 'bold' | 'dim', text: string): string {
  return `${name === 'bold' ? BOLD : DIM}${text}`
}

const CHARACTER = 8.4
const LINE = 19
const MARGIN = 18
const COLOURS = { plain: '#d7dce2', bold: '#ffffff', dim: '#8b949e', bar: '#4fb286' }

function svg(text: string): string {
  const lines = ['$ npm start', '', ...text.trimEnd().split('\n')]
  const width = Math.round(COLUMNS * CHARACTER + 2 * MARGIN)
  const height = lines.length * LINE + 2 * MARGIN
  const rows = lines.map((row, at) => lineOf(row, MARGIN + LINE * (at + 0.75)))
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`,
    `<rect width="100%" height="100%" rx="8" fill="#14181d"/>`,
    `<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14" xml:space="preserve">`,
    ...rows,
    '</g>',
    '</svg>',
    '',
  ].join('\n')
}

function lineOf(row: string, y: number): string {
  const isBold = row.startsWith(BOLD)
  const isDim = row.startsWith(DIM)
  const text = isBold || isDim ? row.slice(1) : row
  const begin = text.search(/[█▏▎▍▌▋▊▉]/)
  const words = begin < 0 ? text : text.slice(0, begin)
  const bars = begin < 0 ? '' : text.slice(begin)
  const colour = isBold ? COLOURS.bold : isDim ? COLOURS.dim : COLOURS.plain
  const weight = isBold ? ' font-weight="bold"' : ''
  const bar =
    bars === ''
      ? ''
      : `<text x="${MARGIN + begin * CHARACTER}" y="${y}" fill="${COLOURS.bar}">${bars}</text>`
  return `<text x="${MARGIN}" y="${y}" fill="${colour}"${weight}>${escape(words)}</text>${bar}`
}

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const [file] = process.argv.slice(2)
const line = file === undefined ? await run() : await readFile(file, 'utf8')
const standings = JSON.parse(line.trim().split('\n').at(-1) ?? '', (key, value: unknown) =>
  key.endsWith('Rao') && typeof value === 'string' ? BigInt(value) : value,
) as Standings
await writeFile(join(ROOT, 'docs/up.svg'), svg(drawSummary(standings, { columns: COLUMNS, style })))
