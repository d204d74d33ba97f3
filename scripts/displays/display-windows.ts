import { stat, readFile } from 'node:fs/promises'
import type { Layout } from '../../core/displays/layout.ts'
import type { FoundScreen } from '../../core/displays/match-screens.ts'
import { readLayout } from '../../core/displays/read-layout.ts'
import { englishProblem } from '../../domain/view/file-problem.ts'
import { ChromiumWindow, type ChromiumSetup } from './chromium-window.ts'
import { planWindows, wantedWindows, type WantedWindow } from './plan.ts'

interface Open {
  readonly wanted: WantedWindow
  readonly window: ChromiumWindow
}

/** The windows that are open, and the monitors and the layout that they follow. */
export class DisplayWindows {
  readonly #setup: ChromiumSetup
  readonly #layoutFile: string
  readonly #listMonitors: () => Promise<readonly FoundScreen<string>[]>
  readonly #open = new Map<string, Open>()
  #layout: Layout | undefined
  #layoutRead = 0
  #said = ''

  constructor(
    setup: ChromiumSetup,
    layoutFile: string,
    listMonitors: () => Promise<readonly FoundScreen<string>[]>,
  ) {
    this.#setup = setup
    this.#layoutFile = layoutFile
    this.#listMonitors = listMonitors
  }

  /** Opens and closes what the monitors of this moment ask for. Rejects while there never was a good layout. */
  async follow(): Promise<void> {
    const layout = await this.#currentLayout()
    const wanted = wantedWindows(layout.displays, await this.#listMonitors())
    this.#say(layout, wanted)
    const windows = new Map([...this.#open].map(([id, open]) => [id, open.wanted]))
    const { close, open } = planWindows(wanted, windows)
    // Two Chromiums cannot share a profile: the old window is gone before the new one comes.
    await Promise.all(close.map((id) => this.#close(id)))
    for (const window of open) this.#openOne(window)
  }

  async closeAll(): Promise<void> {
    await Promise.all([...this.#open.keys()].map((id) => this.#close(id)))
  }

  #openOne(wanted: WantedWindow): void {
    const { displayId, widthPx, heightPx, x, y } = wanted
    console.log(`Display ${displayId}: a window of ${widthPx}x${heightPx} at ${x},${y}.`)
    const window = new ChromiumWindow(this.#setup, wanted)
    this.#open.set(displayId, { wanted, window })
    window.open()
  }

  async #close(displayId: string): Promise<void> {
    const open = this.#open.get(displayId)
    this.#open.delete(displayId)
    console.log(`Display ${displayId}: its monitor is gone or is another; its window is closed.`)
    await open?.window.close()
  }

  async #currentLayout(): Promise<Layout> {
    const changedMs = await stat(this.#layoutFile).then(
      ({ mtimeMs }) => mtimeMs,
      () => 0,
    )
    if (this.#layout !== undefined && changedMs === this.#layoutRead) return this.#layout
    this.#layoutRead = changedMs
    const text = await readFile(this.#layoutFile, 'utf8').catch(() => '')
    const { layout, problems } = readLayout(text)
    const sentences = problems.map(englishProblem)
    if (layout !== undefined) this.#layout = layout
    else if (this.#layout === undefined) throw new Error(sentences.join('\n'))
    else console.error(['The layout cannot be used; the last good one stays:', ...sentences].join('\n  '))
    return this.#layout ?? { displays: [], scenes: [], presets: [] }
  }

  /** Displays without a monitor, said when it changes. */
  #say({ displays }: Layout, wanted: readonly WantedWindow[]): void {
    const missing = displays.filter(({ id }) => !wanted.some((window) => window.displayId === id))
    const said = missing.map(({ id }) => id).join(', ')
    if (said !== '' && said !== this.#said) console.log(`No monitor is there for: ${said}.`)
    this.#said = said
  }
}
