import type { Cancel, Clock } from '../../domain/clock.ts'

/** The part of a server stream that a watcher needs. */
export interface ByteStream {
  readonly cancelled: boolean
  /** False when the peer does not keep up: wait for `drain`. */
  write(message: Buffer): boolean
  on(event: 'drain' | 'close' | 'cancelled' | 'finish', listener: () => void): unknown
}

/**
 * Sends one message after another and waits while the peer does not drain. What is under way is bounded by
 * the stream's own high-water mark: nothing is queued here.
 */
export class Outlet {
  readonly #stream: ByteStream
  readonly #clock: Clock
  readonly #stallMs: number
  #ready = true
  #closed = false
  #waiting: (() => void) | undefined

  constructor(stream: ByteStream, clock: Clock, stallMs: number) {
    this.#stream = stream
    this.#clock = clock
    this.#stallMs = stallMs
  }

  /** Listens to the stream; `onClose` is called once when nobody reads it any more. */
  open(onClose: () => void): void {
    const close = (): void => {
      if (this.#closed) return
      this.#closed = true
      this.#wake()
      onClose()
    }
    this.#stream.on('drain', () => {
      this.#ready = true
      this.#wake()
    })
    this.#stream.on('cancelled', close)
    this.#stream.on('close', close)
  }

  /** Resolves when there is room for the next message: `stalled` when there was none for too long. */
  async send(message: Buffer): Promise<'sent' | 'stalled' | 'closed'> {
    if (this.#closed) return 'closed'
    this.#ready = this.#stream.write(message)
    if (this.#ready) return 'sent'
    await this.#drained()
    if (this.#closed) return 'closed'
    return this.#ready ? 'sent' : 'stalled'
  }

  /** Ends a wait under way; nothing more is sent. */
  abandon(): void {
    this.#closed = true
    this.#wake()
  }

  #drained(): Promise<void> {
    return new Promise((resolve) => {
      const cancel: Cancel = this.#clock.setTimer(this.#stallMs, () => this.#wake())
      this.#waiting = () => {
        cancel()
        resolve()
      }
    })
  }

  #wake(): void {
    const waiting = this.#waiting
    this.#waiting = undefined
    waiting?.()
  }
}
