import type { BlockRoots } from './replay.ts'

/** What a page tells of its replay. */
export type Report =
  | { readonly kind: 'blocks'; readonly blocks: readonly BlockRoots[] }
  | { readonly kind: 'done'; readonly seconds: number }
  | { readonly kind: 'failed'; readonly reason: string }

/** The function that pages call with a report as JSON. */
export const REPORT_FUNCTION = 'plexusReport'

/** Where a page replays: on its own thread, or in a worker. */
export type Place = 'page' | 'worker'
