import type { DeskContext } from '../wall/desk.ts'

/** Counts alarms of an outage that were listed without a word into the card that tells of the outage. */
export class ListedCount {
  readonly #context: DeskContext
  #count = 0
  #forReport: string | undefined

  constructor(context: DeskContext) {
    this.#context = context
  }

  add(count: number): void {
    const { state, change, link } = this.#context
    this.#count += count
    const report = [...state.replica.darkReport.values()].at(-1)
    if (!link.isLive || report === undefined || this.#count === 0) return
    const before = report.id === this.#forReport ? (report.alarmCount ?? 0) : 0
    this.#forReport = report.id
    const alarmCount = before + this.#count
    this.#count = 0
    change((delta) => delta.put('darkReport', { ...report, alarmCount }))
  }
}
