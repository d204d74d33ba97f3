import type { Clock } from '../../domain/clock.ts'

const QUIET_MS = 60_000
const KEPT_COUNT = 1_000

/** The same denial again and again is one line a minute with a count: nobody fills the disk by knocking. */
export class Denials {
  readonly #clock: Clock
  readonly #tell: (who: string, sentence: string, repeatedCount: number) => void
  readonly #quiet = new Map<string, { readonly untilMs: number; count: number }>()

  constructor(clock: Clock, tell: (who: string, sentence: string, repeatedCount: number) => void) {
    this.#clock = clock
    this.#tell = tell
  }

  add(who: string, sentence: string): void {
    const key = `${who}\n${sentence}`
    const nowMs = this.#clock.monotonicMs()
    const before = this.#quiet.get(key)
    if (before && nowMs < before.untilMs) {
      before.count += 1
      return
    }
    this.#quiet.delete(key)
    if (this.#quiet.size >= KEPT_COUNT) this.#forgetOldest()
    this.#quiet.set(key, { untilMs: nowMs + QUIET_MS, count: 0 })
    this.#tell(who, sentence, before?.count ?? 0)
  }

  #forgetOldest(): void {
    const [oldest] = this.#quiet.keys()
    if (oldest !== undefined) this.#quiet.delete(oldest)
  }
}
