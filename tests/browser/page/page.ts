import type { Report } from '../report.ts'
import { reportReplay } from './report-replay.ts'

/** The page `/?history=<url>&place=page|worker`: it replays, and tells the driver of the browser. */

/** What a page has and Node has not. */
declare const location: { readonly search: string }
declare class Worker {
  constructor(url: string, options: { readonly type: 'module' })
  addEventListener(type: 'message', listener: (event: { readonly data: Report }) => void): void
  addEventListener(type: 'error', listener: (event: { readonly message: string }) => void): void
  postMessage(history: string): void
}
/** The driver adds it. */
declare const plexusReport: (report: string) => void

const tell = (report: Report): void => plexusReport(JSON.stringify(report))
const parameters = new URLSearchParams(location.search)
const history = parameters.get('history') ?? ''

if (parameters.get('place') === 'worker') {
  const worker = new Worker('/worker.js', { type: 'module' })
  worker.addEventListener('message', ({ data }) => tell(data))
  worker.addEventListener('error', ({ message }) => tell({ kind: 'failed', reason: message }))
  worker.postMessage(history)
} else {
  void reportReplay(history, tell)
}
