import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { prepareBrowser } from '../../scripts/lib/browser-setup.ts'

const LOOK_EVERY_MS = 100
const START_LIMIT_MS = 20_000

/** One page in a browser that nobody listens to. */
export interface PlainPage {
  evaluate<Result>(step: () => Result): Promise<Result>
  /** Rejects when nothing matches in time. */
  waitForSelector(selector: string, timeoutMs: number): Promise<void>
  /** A letter key, down and up. */
  press(letter: string): void
  close(): Promise<void>
}

interface Reply {
  readonly id?: number
  readonly result?: { readonly result?: { readonly value?: unknown }; readonly exceptionDetails?: unknown }
  readonly error?: { readonly message: string }
}

/**
 * Opens `address` at 1920×1080 as a kiosk's browser does. Playwright has every frame of every WebSocket told to
 * itself, which in a storm of changes costs the page and this machine more than the page's own work.
 */
export async function openPlainPage(address: string, folder: string): Promise<PlainPage> {
  const browser = spawn(
    await prepareBrowser(),
    [
      ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-sync'],
      ...['--disable-background-networking', '--disable-component-update', '--no-first-run', '--lang=zh-CN'],
      ...['--window-size=1920,1080', '--remote-debugging-port=0', `--user-data-dir=${folder}`, address],
    ],
    { stdio: 'ignore' },
  )
  const ended = new Promise<void>((resolve) => browser.once('exit', () => resolve()))
  process.once('exit', () => browser.kill('SIGKILL'))
  const end = async (): Promise<void> => {
    browser.kill('SIGTERM')
    await ended
  }
  const socket = await socketTo(address, folder).catch(async (error: unknown) => {
    // It writes into its folder as long as it runs.
    await end()
    throw error
  })
  const send = callsOver(socket)
  const evaluate = async <Result>(step: () => Result): Promise<Result> => {
    const { result } = await send('Runtime.evaluate', {
      expression: `(${String(step)})()`,
      returnByValue: true,
    })
    if (result?.exceptionDetails !== undefined) throw new Error(JSON.stringify(result.exceptionDetails))
    return result?.result?.value as Result
  }
  return {
    evaluate,
    async waitForSelector(selector, timeoutMs) {
      const expression = `document.querySelector(${JSON.stringify(selector)}) !== null`
      for (let waitedMs = 0; waitedMs < timeoutMs; waitedMs += LOOK_EVERY_MS) {
        const { result } = await send('Runtime.evaluate', { expression, returnByValue: true })
        if (result?.result?.value === true) return
        await pause(LOOK_EVERY_MS)
      }
      throw new Error(`Nothing in the page matched ${selector} within ${timeoutMs} ms.`)
    },
    press(letter) {
      const key = { key: letter, code: `Key${letter.toUpperCase()}`, text: letter }
      const windowsVirtualKeyCode = letter.toUpperCase().charCodeAt(0)
      for (const type of ['keyDown', 'keyUp']) {
        void send('Input.dispatchKeyEvent', { type, ...key, windowsVirtualKeyCode })
      }
    },
    async close() {
      socket.close()
      await end()
    },
  }
}

async function socketTo(address: string, folder: string): Promise<WebSocket> {
  const socket = new WebSocket(await pageSocketOf(folder, address))
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve())
    socket.once('error', reject)
  })
  return socket
}

/** Where the page can be spoken to. The browser writes its port into its folder once it listens. */
async function pageSocketOf(folder: string, address: string): Promise<string> {
  for (let waitedMs = 0; waitedMs < START_LIMIT_MS; waitedMs += LOOK_EVERY_MS) {
    await pause(LOOK_EVERY_MS)
    const port = portOf(folder)
    if (port === undefined) continue
    const answer = await fetch(`http://127.0.0.1:${port}/json/list`)
    const targets = (await answer.json()) as readonly { url: string; webSocketDebuggerUrl: string }[]
    const target = targets.find(({ url }) => url.startsWith(new URL(address).origin))
    if (target !== undefined) return target.webSocketDebuggerUrl
  }
  throw new Error(
    `The browser did not open ${address} within ${START_LIMIT_MS} ms; see whether it starts at all.`,
  )
}

function portOf(folder: string): string | undefined {
  try {
    return readFileSync(join(folder, 'DevToolsActivePort'), 'utf8').split('\n')[0]
  } catch {
    // Not written yet.
    return undefined
  }
}

function callsOver(socket: WebSocket): (method: string, params: object) => Promise<Reply> {
  const waiting = new Map<number, { resolve: (reply: Reply) => void; reject: (error: Error) => void }>()
  let lastId = 0
  socket.on('message', (data) => {
    const reply = JSON.parse(String(data)) as Reply
    const asked = waiting.get(reply.id ?? 0)
    waiting.delete(reply.id ?? 0)
    if (reply.error !== undefined) asked?.reject(new Error(reply.error.message))
    else asked?.resolve(reply)
  })
  socket.on('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('The browser has gone.'))
  })
  return (method, params) =>
    new Promise((resolve, reject) => {
      if (socket.readyState !== WebSocket.OPEN) return reject(new Error('The browser has gone.'))
      const id = ++lastId
      waiting.set(id, { resolve, reject })
      socket.send(JSON.stringify({ id, method, params }))
    })
}
