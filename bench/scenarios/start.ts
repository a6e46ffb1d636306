import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { median } from '../scenario.ts'
import type { Scenario } from '../scenario.ts'

const LAUNCHER = fileURLToPath(new URL('../../bin/plexus.js', import.meta.url))

/** Spawns a localnet; resolves at its first block, with the process still running. */
async function firstBlock(
  port: number,
): Promise<{ ms: number; pid: number; stop(): Promise<void> }> {
  const begin = performance.now()
  const ports = ['--rpc-port', String(port)]
  const child = spawn(process.execPath, [LAUNCHER, 'localnet', ...ports], { stdio: 'pipe' })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    let seen = ''
    child.stdout.on('data', (chunk: Buffer) => {
      seen = (seen + chunk.toString()).slice(-4096)
      if (seen.includes('Imported #1')) resolve()
    })
    child.once('exit', () => reject(new Error('the localnet ended before its first block')))
  })
  const ms = performance.now() - begin
  return {
    ms,
    pid: child.pid ?? 0,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}

async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

export const start: Scenario = {
  name: 'start',
  about: 'spawn `plexus localnet` (250 ms blocks, nothing on disk) until it prints `Imported #1`',
  async run(size) {
    const times: number[] = []
    for (let run = 0; run < (size === 'full' ? 10 : 3); run += 1) {
      const node = await firstBlock(0)
      times.push(node.ms)
      await node.stop()
    }
    const node = await firstBlock(0)
    await pause(size === 'full' ? 30_000 : 3_000)
    const megabytes = await residentMegabytes(node.pid)
    await node.stop()
    return [
      {
        name: 'start to first block, median',
        value: median(times),
        unit: 'ms',
        goal: { atMost: 1000, of: 'value' },
      },
      {
        name: 'resident memory, idle',
        value: megabytes,
        unit: 'MB',
        goal: { atMost: 150, of: 'value' },
      },
    ]
  },
}
