import type { Log } from '@plexus/node'
import { createLogUpdate } from 'log-update'
import type { Io } from '../io.ts'
import { createLog } from './log.ts'
import { paint } from './paint.ts'

/** How a picture for people is drawn. */
export interface ViewOptions {
  /** Columns of the terminal. */
  readonly columns: number
  /** Dims and emboldens; without, the text is the same. */
  readonly style: (style: 'bold' | 'dim', text: string) => string
}

/** A picture on stderr that is drawn anew in its place, and a log beside it. */
export interface Live {
  /** Whether there is a terminal to draw on; without, `draw` shows nothing. */
  readonly isLive: boolean
  readonly log: Log
  view(): ViewOptions
  draw(picture: string): void
  /** Takes the picture away, so that a line may come. */
  clear(): void
  /** Leaves the picture where it is, for good. */
  done(): void
}

/** @param json whether a machine reads: then nothing is drawn */
export function createLive(io: Io, json: boolean): Live {
  const isLive = !json && io.stderr.isTTY === true
  const update = isLive ? createLogUpdate(process.stderr) : undefined
  return {
    isLive,
    log: createLog(io, { level: 'info', json }),
    view: () => ({ columns: io.columns?.() ?? 80, style: (name, text) => paint(io, name, text) }),
    draw: (picture) => update?.(picture),
    clear: () => update?.clear(),
    done: () => update?.done(),
  }
}
