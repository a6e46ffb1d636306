import { createKernel } from '@plexus/yuma'
import { median } from '../scenario.ts'
import type { Figure, Scenario, Size } from '../scenario.ts'
import { findNative } from '../yuma/native.ts'
import { RECORDED, RECORDED_YARDSTICK_MS } from '../yuma/recorded.ts'
import { drawSubnet, hashOf, VARIANTS } from '../yuma/world.ts'
import { createYardstick } from '../yuma/yardstick.ts'

/** Time and number of calls that one row gets. */
interface Effort {
  readonly ms: number
  readonly least: number
  readonly most: number
}

const EFFORT: Readonly<Record<Size, Effort>> = {
  full: { ms: 4000, least: 3, most: 2000 },
  ci: { ms: 300, least: 3, most: 100 },
}

export const yuma: Scenario = {
  name: 'yuma',
  about:
    'one epoch by the kernel, from stored rows to stored rows, CPU time in yardsticks of spec/36-yuma-speed.md, every answer checked by its hash; beside it the native reference, measured on the same core where a program for that is given (bench/yuma/native.ts), otherwise as recorded on another machine',
  run(size) {
    const effort = EFFORT[size]
    const yardstick = createYardstick()
    const kernel = createKernel()
    const figures: Figure[] = []
    const yardsticks: number[] = []
    const native = findNative()
    for (const [shape, rows] of RECORDED) {
      const subnet = drawSubnet(shape)
      for (const { variant, nativeMs, hash, goal } of rows) {
        const input = { ...subnet, ...VARIANTS[variant] }
        const name = `${shape.validators}×${shape.miners} ${shape.density} ${variant}`
        const answer = hashOf(kernel.epoch(input))
        if (answer !== hash) throw new Error(`${name}: the answer has hash ${answer}, not ${hash}.`)
        // The stick is measured beside each row: a machine does not run at one speed for long.
        const stickMs = medianCpuMs(yardstick, { ms: effort.ms / 10, least: 5, most: 50 })
        const epochMs = medianCpuMs(() => kernel.epoch(input), effort)
        yardsticks.push(stickMs)
        figures.push({
          name,
          value: epochMs / stickMs,
          unit: 'yardsticks',
          beside: {
            name: native === undefined ? 'native, recorded' : 'native, same core',
            value: native === undefined ? nativeMs / RECORDED_YARDSTICK_MS : native(name) / stickMs,
            unit: 'yardsticks',
          },
          ...(goal !== undefined && { goal: { atMost: goal, of: 'ratio' } }),
        })
      }
    }
    figures.push({ name: 'yardstick, 10^6 turns', value: median(yardsticks), unit: 'ms' })
    return Promise.resolve(figures)
  },
}

function medianCpuMs(work: () => unknown, { ms, least, most }: Effort): number {
  work()
  const times: number[] = []
  let spent = 0
  while (times.length < least || (spent < ms && times.length < most)) {
    const begin = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(begin)
    times.push((user + system) / 1000)
    spent += (user + system) / 1000
  }
  return median(times)
}
