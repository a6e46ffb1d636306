import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The loop of spec 36-yuma-speed: 64-bit additions, shifts, products and one division a turn. */
const SOURCE = `
export function turn(count: i32): u64 {
  let s: u64 = 1
  let acc: u64 = 0
  for (let i = 0; i < count; i++) {
    s += 0x9E3779B97F4A7C15
    let z = s
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB
    z ^= z >> 31
    acc += z / ((s >> 33) | 1)
  }
  return acc
}
`
const TURNS = 1_000_000
const RESULT = 58_587_078_930_482_711n

/** One measuring stick: a million turns. */
export type Yardstick = () => void

/** Compiles the yardstick with the compiler of the kernel. */
export function createYardstick(): Yardstick {
  const folder = mkdtempSync(join(tmpdir(), 'plexus-yardstick-'))
  try {
    writeFileSync(join(folder, 'yardstick.ts'), SOURCE)
    const asc = fileURLToPath(import.meta.resolve('assemblyscript/bin/asc.js'))
    const flags = ['-O3', '--runtime', 'stub', '--noAssert', '--outFile', 'yardstick.wasm']
    execFileSync(process.execPath, [asc, 'yardstick.ts', ...flags], { cwd: folder })
    const module = new WebAssembly.Module(readFileSync(join(folder, 'yardstick.wasm')))
    const { turn } = new WebAssembly.Instance(module).exports as {
      turn(count: number): bigint
    }
    return () => {
      const result = BigInt.asUintN(64, turn(TURNS))
      if (result !== RESULT) throw new Error(`The yardstick answers ${result}, not ${RESULT}.`)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
