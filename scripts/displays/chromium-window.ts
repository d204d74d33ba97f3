import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { WantedWindow } from './plan.ts'

const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 15_000
/** A window that lived so long was a good one. */
const STEADY_MS = 60_000
const INSIST_AFTER_MS = 5_000

export interface ChromiumSetup {
  readonly chromium: string
  readonly address: URL
  readonly profiles: string
  readonly flags: readonly string[]
}

/**
 * One Chromium with one window on one display. When it ends, though nobody closed it, it is started again: at once
 * the first time, then ever more patiently.
 */
export class ChromiumWindow {
  readonly #setup: ChromiumSetup
  readonly #wanted: WantedWindow
  #child: ChildProcess | undefined
  #again: NodeJS.Timeout | undefined
  #pauseMs = FIRST_PAUSE_MS
  #isClosed = false

  constructor(setup: ChromiumSetup, wanted: WantedWindow) {
    this.#setup = setup
    this.#wanted = wanted
  }

  open(): void {
    const { chromium, profiles } = this.#setup
    const profile = join(profiles, this.#wanted.displayId)
    prepareProfile(profile)
    const child = spawn(chromium, argumentsOf(this.#setup, this.#wanted, profile), {
      stdio: 'ignore',
      // What Chromium takes for the language of its person: it offers no translation of that.
      env: { ...process.env, LANGUAGE: 'zh_CN' },
      // Its own group: every process of it can be ended, whatever it left behind.
      detached: true,
    })
    this.#child = child
    const steady = setTimeout(() => (this.#pauseMs = FIRST_PAUSE_MS), STEADY_MS)
    child.once('error', (error) => console.error(`Chromium cannot be started: ${error.message}.`))
    child.once('close', (code, signal) => {
      clearTimeout(steady)
      endGroup(child, 'SIGKILL')
      if (this.#isClosed) return
      const how = signal === null ? `exit code ${code}` : `signal ${signal}`
      console.error(
        `The window of ${this.#wanted.displayId} has ended (${how}); again in ${this.#pauseMs} ms.`,
      )
      this.#again = setTimeout(() => this.open(), this.#pauseMs)
      this.#pauseMs = Math.min(this.#pauseMs * 2, LONGEST_PAUSE_MS)
    })
  }

  /** Resolves when it is gone. */
  async close(): Promise<void> {
    this.#isClosed = true
    clearTimeout(this.#again)
    const child = this.#child
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise((resolve) => child.once('close', resolve))
    endGroup(child, 'SIGTERM')
    const insist = setTimeout(() => endGroup(child, 'SIGKILL'), INSIST_AFTER_MS)
    await ended
    clearTimeout(insist)
  }
}

/** A new profile is told what a person would click away: a bubble that offers a translation lies over the clock. */
function prepareProfile(profile: string): void {
  const settings = join(profile, 'Default')
  mkdirSync(settings, { recursive: true, mode: 0o700 })
  const file = join(settings, 'Preferences')
  if (!existsSync(file)) writeFileSync(file, JSON.stringify({ translate: { enabled: false } }))
}

function endGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, signal)
  } catch {
    // Nothing is left of it.
  }
}

/** One pixel of the page is one pixel of the glass, whatever the desktop thinks of the screen's density. */
function argumentsOf(
  { address, flags }: ChromiumSetup,
  wanted: WantedWindow,
  profile: string,
): readonly string[] {
  const url = new URL(address)
  url.searchParams.set('display', wanted.displayId)
  const mayNotSandbox = process.getuid?.() === 0
  return [
    `--app=${url.href}`,
    `--user-data-dir=${profile}`,
    `--window-position=${wanted.x},${wanted.y}`,
    `--window-size=${wanted.widthPx},${wanted.heightPx}`,
    '--force-device-scale-factor=1',
    ...(wanted.isDesk ? [] : ['--kiosk']),
    ...['--no-first-run', '--no-default-browser-check', '--noerrdialogs', '--hide-crash-restore-bubble'],
    ...['--disable-background-networking', '--disable-component-update', '--disable-features=Translate'],
    // A wall is never in the background, even if the desktop thinks that something lies over it.
    ...['--disable-backgrounding-occluded-windows', '--disable-renderer-backgrounding'],
    ...['--disable-background-timer-throttling', '--autoplay-policy=no-user-gesture-required'],
    // The voices of Linux.
    '--enable-speech-dispatcher',
    '--lang=zh-CN',
    // Chromium has no sandbox for root, and would say so in a bar across the wall.
    ...(mayNotSandbox ? ['--no-sandbox', '--test-type'] : []),
    ...flags,
  ]
}
