import type { ServerTime } from '../../domain/view/link.ts'

/** The server's time between two messages: the last one, carried on by the monotonic clock of this machine. */
export class ServerTimeline {
  #anchor: { readonly time: ServerTime; readonly atMonotonicMs: number } | undefined

  anchor(time: ServerTime, atMonotonicMs: number): void {
    this.#anchor = { time, atMonotonicMs }
  }

  get rate(): number {
    return this.#anchor?.time.rate ?? 1
  }

  /** `undefined` until a core has told the time. */
  atMs(monotonicMs: number): number | undefined {
    if (this.#anchor === undefined) return undefined
    const { time, atMonotonicMs } = this.#anchor
    return time.serverMs + (monotonicMs - atMonotonicMs) * time.rate
  }
}
