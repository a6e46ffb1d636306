import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Checks (and with `--write` draws) the map of who may import whom, against `rooms.json`. */

const ROOT = resolve(import.meta.dirname, '..')
const MAP_BEGINS = '<!-- import map: npm run check:imports -- --write -->'
const MAP_ENDS = '<!-- end of import map -->'

type Map_ = ReadonlyMap<string, readonly string[]>

function main(): void {
  const { imports } = readJson('scripts/lint/rooms.json') as {
    readonly imports: Readonly<Record<string, readonly string[]>>
  }
  const map: Map_ = new Map(Object.entries(imports))
  const rooms = readdirSync(join(ROOT, 'packages')).filter((room) =>
    existsSync(join(ROOT, 'packages', room, 'package.json')),
  )
  const faults = [
    ...cyclesOf(map),
    ...rooms.flatMap((room) => faultsOf(room, map)),
    ...tableFaults(map, process.argv.includes('--write')),
  ]
  for (const fault of faults) console.error(fault)
  if (faults.length > 0) process.exitCode = 1
}

/** The map itself must go down only. */
function cyclesOf(map: Map_): readonly string[] {
  const reaches = (from: string, target: string, seen: ReadonlySet<string>): boolean =>
    (map.get(from) ?? []).some(
      (next) =>
        next === target || (!seen.has(next) && reaches(next, target, new Set([...seen, next]))),
    )
  return [...map.keys()]
    .filter((room) => reaches(room, room, new Set()))
    .map((room) => `rooms.json: "${room}" reaches itself`)
}

/** Manifest and project references of a room against the map and each other. */
function faultsOf(room: string, map: Map_): readonly string[] {
  const allowed = map.get(room)
  if (allowed === undefined) return [`packages/${room} is not in scripts/lint/rooms.json`]
  const manifest = readJson(`packages/${room}/package.json`) as {
    readonly dependencies?: Readonly<Record<string, string>>
  }
  const declared = Object.keys(manifest.dependencies ?? {})
    .filter((name) => name.startsWith('@plexus/'))
    .map((name) => name.slice('@plexus/'.length))
  const faults = declared
    .filter((target) => !allowed.includes(target))
    .map((target) => `packages/${room}/package.json: "${room}" may not depend on "${target}"`)
  if (!existsSync(join(ROOT, 'packages', room, 'tsconfig.json'))) return faults
  const project = readJson(`packages/${room}/tsconfig.json`) as {
    readonly references?: readonly { readonly path: string }[]
  }
  const referenced = (project.references ?? []).map(({ path }) => path.replace('../', ''))
  return [
    ...faults,
    ...declared
      .filter((target) => !referenced.includes(target))
      .map((target) => `packages/${room}/tsconfig.json: a reference to ../${target} is missing`),
  ]
}

/** The table in ARCHITECTURE.md is drawn from the map. */
function tableFaults(map: Map_, write: boolean): readonly string[] {
  const path = join(ROOT, 'ARCHITECTURE.md')
  const text = readFileSync(path, 'utf8')
  const begin = text.indexOf(MAP_BEGINS)
  const end = text.indexOf(MAP_ENDS)
  if (begin < 0 || end < begin)
    return [`ARCHITECTURE.md: the markers of the import map are missing`]
  const drawn = `${text.slice(0, begin + MAP_BEGINS.length)}\n\n${tableOf(map)}\n\n${text.slice(end)}`
  if (write) writeFileSync(path, drawn)
  else if (drawn !== text) {
    return ['ARCHITECTURE.md: the import map is not that of rooms.json; run with --write']
  }
  return []
}

function tableOf(map: Map_): string {
  const rows = [...map].map(([room, targets]) => [
    `\`${room}\``,
    targets.length === 0 ? 'nothing' : targets.map((target) => `\`${target}\``).join(', '),
  ])
  const widths = [0, 1].map((column) =>
    Math.max(...[['Room', 'may import'], ...rows].map((row) => (row[column] ?? '').length)),
  )
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const rule = widths.map((width) => '-'.repeat(width))
  return [line(['Room', 'may import']), line(rule), ...rows.map(line)].join('\n')
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(join(ROOT, path), 'utf8'))
}

main()
