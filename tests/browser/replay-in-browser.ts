import type { Browser } from './browser.ts'
import { REPORT_FUNCTION } from './report.ts'
import type { Report } from './report.ts'
import type { BlockRoots } from './replay.ts'

/** A page that says nothing for so long hangs. */
const SILENCE_MS = 120_000

/**
 * Opens a page that replays a history (`page/page.ts`).
 *
 * @param check hears the roots in order; what it throws ends the replay
 * @returns the seconds that the page says it took
 * @throws Error with what `check` found, or what went wrong in the page
 */
export async function replayInBrowser(
  browser: Browser,
  url: string,
  check: (roots: BlockRoots) => void,
): Promise<number> {
  let settle: { resolve(seconds: number): void; reject(error: unknown): void } | undefined
  const result = new Promise<number>((resolve, reject) => (settle = { resolve, reject }))
  const fail = (error: unknown): void => settle?.reject(error)
  const hangs = (): void => fail(new Error(`no block in ${SILENCE_MS / 1000} s`))
  const silence = setTimeout(hangs, SILENCE_MS)
  const called = (text: string): void => {
    silence.refresh()
    const report = JSON.parse(text) as Report
    if (report.kind === 'failed') fail(new Error(report.reason))
    else if (report.kind === 'done') settle?.resolve(report.seconds)
    else {
      try {
        report.blocks.forEach(check)
      } catch (error) {
        fail(error)
      }
    }
  }
  const broke = (reason: string): void => fail(new Error(reason))
  // A page may break while it opens.
  result.catch(() => undefined)
  const page = await browser.open(url, { functionName: REPORT_FUNCTION, called, broke })
  try {
    return await result
  } finally {
    clearTimeout(silence)
    await page.close()
  }
}
