import { pino } from 'pino'
import { createCore, type Core } from '../../core/core.ts'
import type { Health } from '../../core/health.ts'
import { systemClock } from '../../core/system-clock.ts'
import { TestView } from '../../core/testing/memory-port.ts'
import type { WatchTiming } from '../../core/watch/timing.ts'
import type { Clock } from '../../domain/clock.ts'
import type { Link, LinkProblem, Notice, NoticeCode } from '../../domain/view/link.ts'
import { noteOf, type ReplicaNote } from '../ledgers/replica-ledger.ts'
import type { Trial } from './trial.ts'
import { eventually, until } from './wait.ts'

export interface WallOptions {
  readonly gateway: string
  readonly dataDir: string
  readonly clock?: Clock
  readonly timing?: Partial<WatchTiming>
  readonly onNote?: (note: ReplicaNote) => void
  /** A wall whose memory is measured keeps no log. */
  readonly keepsLog?: boolean
}

const RECORDING_WORKER = new URL('../ledgers/recording-store-worker.ts', import.meta.url)

/** A wall in this process, with one view that writes down everything it is told. */
export class Wall {
  readonly core: Core
  readonly view = new TestView(false)
  /** How long the view paints before it acknowledges. */
  paintMs = 0
  readonly dataDir: string
  /** What it has logged, one text per line. */
  readonly log: string[] = []
  readonly notes: ReplicaNote[] = []
  /** How often it connected again. */
  reconnectCount = 0
  /** Every problem of the link and every notice that a view was told, in order, each turn once. */
  readonly told: (LinkProblem | NoticeCode)[] = []
  /** Where the glass stood when each of these was told last. */
  readonly revisionAt = new Map<LinkProblem | NoticeCode, number>()
  link: Link | undefined
  /** What a view was told last of what a person should know. */
  notices: readonly Notice[] = []
  readonly #onNote: (note: ReplicaNote) => void
  #last = ''

  constructor(options: WallOptions) {
    this.dataDir = options.dataDir
    this.#onNote = options.onNote ?? ((note) => this.notes.push(note))
    this.core = createCore({
      gateway: options.gateway,
      dataDir: options.dataDir,
      clock: options.clock ?? systemClock,
      display: { name: 'faults', widthMm: 1000, distanceMm: 3000 },
      // Of an outage's tries only some are told at a higher level; here each is counted.
      log: pino({ level: 'debug' }, { write: (line) => this.#take(line, options.keepsLog ?? true) }),
      storeWorker: RECORDING_WORKER,
      ...(options.timing === undefined ? {} : { timing: options.timing }),
    })
  }

  static async start(trial: Trial, options: Omit<WallOptions, 'dataDir'> & { dataDir?: string }) {
    const wall = new Wall({ ...options, dataDir: options.dataDir ?? trial.folder() })
    trial.defer(() => wall.stop())
    await wall.start()
    return wall
  }

  async start(): Promise<void> {
    await this.core.start()
    this.view.onMessage = (message) => {
      const note = noteOf(message)
      if (note !== undefined) this.#onNote(note)
      // Only its last message is of use for an acknowledgement.
      this.view.messages.splice(0, this.view.messages.length - 1)
      if (!('link' in message)) return
      if (this.paintMs === 0) queueMicrotask(() => this.view.ack())
      else setTimeout(() => this.view.ack(), this.paintMs)
      this.link = message.link
      this.notices = message.notices
      for (const one of [message.link.problem, ...message.notices.map((notice) => notice.code)]) {
        if (one === undefined || one === this.#last) continue
        this.told.push((this.#last = one))
        this.revisionAt.set(one, message.link.revision)
      }
    }
    this.core.attach(this.view.port)
    this.view.attach()
  }

  async stop(): Promise<void> {
    await this.core.stop()
  }

  health(): Promise<Health> {
    return this.core.health()
  }

  /** Resolves once the view shows everything up to this revision, live. */
  async liveAt(revision: number): Promise<void> {
    await until(
      () => `the wall live at ${revision}; it is ${JSON.stringify(this.link)}, told ${this.told.join(' ')}`,
      () => this.link?.state === 'live' && this.link.revision >= revision,
    )
  }

  /** Resolves with the first of these that a view was told. */
  hears(...detectors: readonly (LinkProblem | NoticeCode)[]): Promise<string> {
    return eventually(
      () => `${detectors.join(' or ')}; told: ${this.told.join(' ')}`,
      () => this.told.find((one) => detectors.includes(one)),
    )
  }

  /** Resolves once the log holds these words. */
  logs(words: string): Promise<true> {
    return until(
      () => `"${words}" in the log; it ends: ${this.log.slice(-5).join('')}`,
      () => this.log.some((line) => line.includes(words)),
    )
  }

  #take(line: string, keeps: boolean): void {
    if (keeps) this.log.push(line)
    if (line.includes('watch ended')) this.reconnectCount++
  }
}
