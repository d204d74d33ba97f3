import type { HostMessage, ViewMessage } from '../../domain/view/contract.ts'
import type { Frames } from '../connection/frame.ts'
import { PortQueue } from '../connection/port-queue.ts'
import type { Road, ViewPort } from '../connection/roads.ts'

/** A road in memory whose other end a test holds. */
export class MemoryRoad implements Road {
  readonly sent: ViewMessage[] = []
  #queue: PortQueue<HostMessage> | undefined
  #onPort: ((port: ViewPort) => void) | undefined

  start(onPort: (port: ViewPort) => void): () => void {
    this.#onPort = onPort
    return () => (this.#onPort = undefined)
  }

  get isStopped(): boolean {
    return this.#onPort === undefined
  }

  open(): void {
    const queue = new PortQueue<HostMessage>()
    this.#queue = queue
    this.#onPort?.({
      send: (message) => this.sent.push(message),
      onMessage: (listener) => queue.onMessage(listener),
      onClose: (listener) => queue.onClose(listener),
      close: () => queue.closed(),
    })
  }

  say(message: HostMessage): void {
    this.#queue?.message(message)
  }

  drop(): void {
    this.#queue?.closed()
  }
}

/** Frames that pass when a test says so. */
export class ManualFrames implements Frames {
  #before: (() => void)[] = []
  #after: (() => void)[] = []
  #glass: (() => void)[] = []

  beforePaint(callback: () => void): void {
    this.#before.push(callback)
  }

  afterPaint(callback: () => void): void {
    this.#after.push(callback)
  }

  onGlass(callback: () => void): void {
    this.#glass.push(callback)
  }

  /** What was applied in this picture is on the glass with the next one. */
  paint(): void {
    const glass = this.#glass
    this.#glass = []
    const before = this.#before
    this.#before = []
    for (const callback of before) callback()
    const after = this.#after
    this.#after = []
    for (const callback of [...after, ...glass]) callback()
  }
}
