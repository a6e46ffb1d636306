import type { Report } from '../report.ts'
import { reportReplay } from './report-replay.ts'

/** The worker of a page: the message that it gets is the address of the history. */

/** What a worker has and Node has not. */
declare function addEventListener(
  type: 'message',
  listener: (event: { readonly data: string }) => void,
): void
declare function postMessage(report: Report): void

addEventListener('message', ({ data }) => {
  void reportReplay(data, (report) => postMessage(report))
})
