import type { Logger } from '../log.ts'
import type { Clock } from '../../domain/clock.ts'
import type { Recorder } from './audit.ts'

/** What a page, a key or a frame may want in vain from a desktop app, and what anybody may from a kiosk. */
export type Refused =
  | 'navigation'
  | 'window'
  | 'webview'
  | 'permission'
  | 'download'
  | 'request'
  | 'message'
  | 'port'
  | 'key'
  | 'session'
  | 'health'

const LINES_PER_MINUTE = 20
const MINUTE_MS = 60_000
const LONGEST_DETAIL = 200

/**
 * Writes down what a host refused: one line of the log each, with `refused` as its field, and one row of the audit.
 * A page that tries the same without end does not fill the disk: of one sort twenty are written in a minute, and
 * then how many more there were.
 */
export class Refusals {
  readonly #clock: Clock
  readonly #log: Logger
  readonly #recorder: Recorder
  readonly #minutes = new Map<Refused, { readonly endsMs: number; count: number }>()

  constructor(clock: Clock, log: Logger, recorder: Recorder) {
    this.#clock = clock
    this.#log = log
    this.#recorder = recorder
  }

  /** `sentence` says what was wanted; `detail` is what the page said itself, and may be anything. */
  refuse(refused: Refused, sentence: string, detail: string): void {
    const minute = this.#minuteOf(refused)
    minute.count++
    if (minute.count > LINES_PER_MINUTE) return
    const shown = detail.length > LONGEST_DETAIL ? `${detail.slice(0, LONGEST_DETAIL)}…` : detail
    this.#write(refused, `${sentence} ${shown}; refused.`)
  }

  #minuteOf(refused: Refused) {
    const nowMs = this.#clock.monotonicMs()
    const last = this.#minutes.get(refused)
    if (last !== undefined && nowMs < last.endsMs) return last
    const unwritten = (last?.count ?? 0) - LINES_PER_MINUTE
    if (unwritten > 0) this.#write(refused, `${unwritten} more of this sort were refused before.`)
    const minute = { endsMs: nowMs + MINUTE_MS, count: 0 }
    this.#minutes.set(refused, minute)
    return minute
  }

  #write(refused: Refused, sentence: string): void {
    this.#log.warn({ refused }, sentence)
    this.#recorder.record({ event: 'host.refused', detail: { refused, sentence } })
  }
}
