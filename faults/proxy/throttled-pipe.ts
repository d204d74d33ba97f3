import type { Socket } from 'node:net'

export interface Shape {
  /** Each way. */
  readonly delayMs: number
  /** Each way; absent: as fast as it goes. */
  readonly bytesPerSecond?: number
}

/** One direction of a connection: bytes in order, later, slower, or not at all for a while. */
export class ThrottledPipe {
  readonly #from: Socket
  readonly #to: Socket
  readonly #shape: Shape
  readonly #filter: (chunk: Buffer) => Buffer
  /** When the last byte that was taken will have been sent, at the given rate. */
  #busyUntilMs = 0
  #held = false
  #closed = false
  #waiting: Buffer[] = []

  constructor(from: Socket, to: Socket, shape: Shape, filter: (chunk: Buffer) => Buffer = (chunk) => chunk) {
    this.#from = from
    this.#to = to
    this.#shape = shape
    this.#filter = filter
  }

  start(): void {
    this.#from.on('data', (chunk: Buffer) => this.#take(chunk))
    this.#from.on('end', () => {
      if (!this.#held) this.#to.end()
    })
    this.#to.on('drain', () => {
      if (!this.#held) this.#from.resume()
    })
  }

  /** A held pipe reads nothing and writes nothing; what it has taken already waits. */
  hold(held: boolean): void {
    this.#held = held
    if (held) {
      this.#from.pause()
      return
    }
    for (const chunk of this.#waiting.splice(0)) this.#write(chunk)
    this.#from.resume()
  }

  close(): void {
    this.#closed = true
  }

  #take(chunk: Buffer): void {
    const { delayMs, bytesPerSecond } = this.#shape
    if (delayMs === 0 && bytesPerSecond === undefined) return this.#write(chunk)
    const nowMs = performance.now()
    const lastsMs = bytesPerSecond === undefined ? 0 : (chunk.length / bytesPerSecond) * 1000
    this.#busyUntilMs = Math.max(nowMs, this.#busyUntilMs) + lastsMs
    // A sender must feel a slow line: nothing more is read until this has gone.
    if (lastsMs > 0) this.#from.pause()
    setTimeout(
      () => {
        if (!this.#held) this.#from.resume()
        this.#write(chunk)
      },
      this.#busyUntilMs - nowMs + delayMs,
    )
  }

  #write(chunk: Buffer): void {
    if (this.#held) {
      this.#waiting.push(chunk)
      return
    }
    if (this.#closed || this.#to.destroyed) return
    const allowed = this.#filter(chunk)
    if (allowed.length > 0 && !this.#to.write(allowed)) this.#from.pause()
  }
}
