import { join } from 'node:path'
import { setRepeatingTimer, type Cancel } from '../../domain/clock.ts'
import type { LinkState } from '../../domain/view/link.ts'
import type { Asker } from '../../domain/view/request.ts'
import type { CoreOptions } from '../options.ts'
import { ThreadCalls } from '../store/thread-calls.ts'
import type { Notices } from '../wall/notices.ts'
import type { AuditCalls } from './audit-messages.ts'
import { GENESIS, type AuditHead, type AuditRow } from './chain.ts'

/** While the disk takes nothing, this many rows wait; what comes then is counted, and the count is kept. */
const MAX_WAITING = 10_000
const RETRY_MS = 10_000
const ANCHOR_EVERY_MS = 3_600_000

/** What the glass claimed in one moment: what a person could believe who acted then. */
export interface Shown {
  readonly link: LinkState
  /** Real time since the last word of the gateway; -1: nothing was ever loaded. */
  readonly ageMs: number
  readonly epoch: string
  readonly revision: number
  readonly serverMs: number
}

export interface AuditEntry {
  /** `subject.verb`, for example `act.made`. */
  readonly event: string
  /** Who did it, as far as this wall knows; absent: the wall by itself. */
  readonly who?: string
  /** From which view and display. */
  readonly asker?: Asker
  readonly detail?: Readonly<Record<string, unknown>>
}

/** What parts of the core need to leave a trace. `record` takes no time, and never fails. */
export interface Recorder {
  record(entry: AuditEntry): void
}

interface AuditParts {
  readonly options: CoreOptions
  readonly notices: Notices
  readonly shown: () => Shown
}

/**
 * What was done at this wall, append-only and chained by hashes, in a file and a thread of its own. Each row says
 * with which link state and age of the data the wall stood before the people at that moment. While rows cannot be
 * written they wait, a notice says so, and the work that they tell of goes on. The head is kept beside the file,
 * in the log at start, stop and every hour, and in the health answer: `npm run audit:verify` compares.
 */
export class Audit implements Recorder {
  readonly #parts: AuditParts
  readonly #file: ThreadCalls<AuditCalls>
  #waiting: AuditRow[] = []
  #lostCount = 0
  #head: AuditHead = GENESIS
  #isOpen = false
  #isRunning = false
  #writing: Promise<void> | undefined
  #cancelRetry: Cancel | undefined
  #cancelAnchor: Cancel = () => {}

  constructor(parts: AuditParts) {
    this.#parts = parts
    this.#file = new ThreadCalls({
      workerUrl: parts.options.storeWorker,
      role: 'audit',
      closeCall: 'audit-close',
    })
  }

  get head(): AuditHead {
    return this.#head
  }

  get isUsable(): boolean {
    return this.#isOpen
  }

  start(): void {
    const { options } = this.#parts
    this.#file.start()
    this.#isRunning = true
    this.record({
      event: 'wall.started',
      detail: { gateway: options.gateway, display: options.display.name },
    })
    this.#cancelAnchor = setRepeatingTimer(options.clock, ANCHOR_EVERY_MS, () => this.#anchor())
  }

  async stop(): Promise<void> {
    if (!this.#isRunning) return
    this.#cancelAnchor()
    this.record({ event: 'wall.stopped' })
    this.#isRunning = false
    this.#cancelRetry?.()
    this.#cancelRetry = undefined
    await this.#write()
    await this.#writing
    this.#anchor()
    await this.#file.stop()
  }

  record({ event, who = '', asker, detail }: AuditEntry): void {
    if (this.#waiting.length >= MAX_WAITING) {
      this.#lostCount++
      return
    }
    const { options, shown } = this.#parts
    const atMs = Math.floor(options.clock.wallMs())
    this.#waiting.push({ atMs, event, who, detail: JSON.stringify({ ...asker, ...detail, shown: shown() }) })
    // Before the start rows only wait; a failed write is tried again by its own timer.
    if (this.#isRunning && this.#cancelRetry === undefined) void this.#write()
  }

  /** Writes until nothing waits, or a write fails. One at a time, so that the rows stay in order. */
  #write(): Promise<void> {
    return (this.#writing ??= this.#drain().finally(() => {
      this.#writing = undefined
      // What came in the last moment found it still writing.
      if (this.#waiting.length > 0 && this.#isOpen) void this.#write()
    }))
  }

  async #drain(): Promise<void> {
    try {
      if (!this.#isOpen) await this.#open()
      while (this.#waiting.length > 0) {
        const rows = [...this.#waiting]
        const lost = this.#lostCount
        const all = [...rows, ...this.#lostRow(lost)]
        const { head, trouble } = await this.#file.call('audit-append', { rows: all })
        if (trouble !== undefined) this.#parts.options.log.error(trouble)
        this.#head = head
        this.#waiting.splice(0, rows.length)
        this.#lostCount -= lost
      }
      this.#parts.notices.withdraw('audit-failed')
    } catch (error) {
      this.#fail(error)
    }
  }

  async #open(): Promise<void> {
    const { clock, dataDir, log } = this.#parts.options
    const wallMs = Math.floor(clock.wallMs())
    const { head, troubles } = await this.#file.call('audit-open', { dir: join(dataDir, 'audit'), wallMs })
    for (const sentence of troubles) log.error(sentence)
    this.#head = head
    this.#isOpen = true
    this.#anchor()
  }

  #lostRow(count: number): readonly AuditRow[] {
    if (count === 0) return []
    const atMs = Math.floor(this.#parts.options.clock.wallMs())
    return [{ atMs, event: 'audit.lost', who: '', detail: JSON.stringify({ count }) }]
  }

  #fail(error: unknown): void {
    const { options, notices, shown } = this.#parts
    const reason = error instanceof Error ? error.message : String(error)
    this.#isOpen = false
    options.log.error(`the audit cannot be written, ${this.#waiting.length} rows wait: ${reason}`)
    if (!notices.has('audit-failed')) notices.raise('audit-failed', shown().serverMs, reason)
    if (!this.#isRunning) return
    this.#cancelRetry = options.clock.setTimer(RETRY_MS, () => {
      this.#cancelRetry = undefined
      void this.#write()
    })
  }

  /** The log of the process goes where the operator sends it: there the head is out of reach of who edits here. */
  #anchor(): void {
    const { number, hash } = this.#head
    this.#parts.options.log.info({ head: `${number}:${hash}` }, 'the head of the audit')
  }
}
