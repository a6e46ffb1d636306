import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { connectDevtools } from './devtools.ts'
import type { Devtools, DevtoolsEvent } from './devtools.ts'

/** A browser without a window. */
export interface Browser {
  /** Name and version. */
  readonly version: string
  /** Opens a page. @throws Error when it cannot be loaded */
  open(url: string, listeners: PageListeners): Promise<Page>
  close(): Promise<void>
}

/** What a page has to say. */
export interface PageListeners {
  /** A global function that the page is given. */
  readonly functionName: string
  /** Hears the argument of each call. */
  called(argument: string): void
  /** Hears of an exception that nobody caught, and of the death of the page or the browser. */
  broke(reason: string): void
}

/** An open page. */
export interface Page {
  close(): Promise<void>
}

const FLAGS = [
  '--headless',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--remote-debugging-pipe',
]
/** Chromium refuses to run as root inside its sandbox. */
const ROOT_FLAGS = process.getuid?.() === 0 ? ['--no-sandbox'] : []
const EXIT_TIMEOUT_MS = 5_000

/** Starts a Chromium with a new profile. @throws Error with its last words when it does not run */
export async function launchBrowser(command: string): Promise<Browser> {
  const profile = await mkdtemp(join(tmpdir(), 'plexus-browser-'))
  const child = spawn(command, [...FLAGS, ...ROOT_FLAGS, `--user-data-dir=${profile}`], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
  })
  const pages = new Map<string, PageListeners>()
  const devtools = connectDevtools(
    child.stdio[3] as Writable,
    child.stdio[4] as Readable,
    ({ sessionId, ...event }) => {
      const listeners = sessionId === undefined ? undefined : pages.get(sessionId)
      if (listeners !== undefined) tell(listeners, event)
    },
  )
  let lastWords = ''
  child.stderr?.on(
    'data',
    (text: Buffer) => (lastWords = (lastWords + text.toString()).slice(-5_000)),
  )
  const end = (reason: string): void => {
    devtools.fail(new Error(reason))
    for (const { broke } of pages.values()) broke(reason)
  }
  const ended = new Promise<void>((resolve) => {
    child.once('error', (error) => {
      end(`the browser does not start: ${error.message}`)
      resolve()
    })
    child.once('close', (code, signal) => {
      end(`the browser has ended (${signal ?? `exit code ${code}`}): ${wordsOf(lastWords)}`)
      resolve()
    })
  })
  const clean = async (): Promise<void> => {
    await stop(child, ended)
    await rm(profile, { recursive: true, force: true, maxRetries: 3 })
  }
  try {
    const { product } = await devtools.call('Browser.getVersion')
    return {
      version: String(product),
      open: (url, listeners) => openPage(devtools, pages, url, listeners),
      async close() {
        pages.clear()
        await devtools.call('Browser.close').catch(() => undefined)
        await clean()
      },
    }
  } catch (error) {
    await clean()
    throw error
  }
}

/** The end of what it said; that there is no message bus says nothing. */
const wordsOf = (text: string): string =>
  text
    .trim()
    .split('\n')
    .filter((line) => !line.includes('dbus/'))
    .slice(-3)
    .join('; ')

async function openPage(
  devtools: Devtools,
  pages: Map<string, PageListeners>,
  url: string,
  listeners: PageListeners,
): Promise<Page> {
  const { targetId } = await devtools.call('Target.createTarget', { url: 'about:blank' })
  const attached = await devtools.call('Target.attachToTarget', { targetId, flatten: true })
  const sessionId = String(attached['sessionId'])
  pages.set(sessionId, listeners)
  const inPage = (method: string, params = {}) => devtools.call(method, params, sessionId)
  await inPage('Inspector.enable')
  await inPage('Runtime.enable')
  await inPage('Runtime.addBinding', { name: listeners.functionName })
  const { errorText } = await inPage('Page.navigate', { url })
  if (typeof errorText === 'string') throw new Error(`${url} does not open: ${errorText}`)
  return {
    async close() {
      pages.delete(sessionId)
      // With the browser gone, so is the page.
      await devtools.call('Target.closeTarget', { targetId }).catch(() => undefined)
    },
  }
}

function tell(
  { called, broke }: PageListeners,
  { method, params }: Omit<DevtoolsEvent, 'sessionId'>,
) {
  if (method === 'Runtime.bindingCalled') called(String(params['payload']))
  else if (method === 'Inspector.targetCrashed') broke('the page has crashed')
  else if (method === 'Runtime.exceptionThrown') broke(describe(params['exceptionDetails']))
}

/** What an exception says; its first line is the reason. */
function describe(details: unknown): string {
  const { text, exception } = details as {
    readonly text: string
    readonly exception?: { readonly description?: string }
  }
  return `an exception in the page: ${exception?.description ?? text}`
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  const timer = setTimeout(() => child.kill('SIGKILL'), EXIT_TIMEOUT_MS)
  await ended
  clearTimeout(timer)
}
