import { PROTOCOL, type HostMessage, type ViewMessage } from '../../domain/view/contract.ts'
import { applyDelta, emptyReplica, type Replica } from '../../domain/view/delta.ts'
import type { Answer, Asker, Request } from '../../domain/view/request.ts'
import type { Port } from '../../domain/view/port.ts'

/** A view in this process: it keeps every message and a replica, and acknowledges when it is told to. */
export class TestView {
  readonly messages: HostMessage[] = []
  replica: Replica = emptyReplica()
  closed = false
  /** Called with each message after it was taken in. */
  onMessage: (message: HostMessage) => void = () => {}
  #toHost: ((message: ViewMessage) => void)[] = []
  #onClose: (() => void)[] = []
  readonly #acksAtOnce: boolean

  constructor(acksAtOnce = true) {
    this.#acksAtOnce = acksAtOnce
  }

  readonly port: Port<HostMessage, ViewMessage> = {
    send: (message) => this.#take(structuredClone(message)),
    onMessage: (listener) => {
      this.#toHost.push(listener)
      return () => (this.#toHost = this.#toHost.filter((one) => one !== listener))
    },
    onClose: (listener) => {
      this.#onClose.push(listener)
      return () => (this.#onClose = this.#onClose.filter((one) => one !== listener))
    },
    close: () => this.close(),
  }

  attach(protocol = PROTOCOL, asker: Asker = { viewId: 'test' }): void {
    this.say({ type: 'attach', protocol, ...asker })
  }

  /** Asks the wall, and resolves with its answer. */
  async ask(request: Request): Promise<Answer> {
    const askId = `ask-${this.messages.length}`
    this.say({ type: 'ask', askId, request })
    const message = await this.until((one) => one.type === 'answer' && one.askId === askId)
    if (message.type !== 'answer') throw new Error('until() resolved with something else than an answer.')
    return message.answer
  }

  /** Acknowledges the last message. */
  ack(): void {
    const last = this.messages.findLast((message) => 'seq' in message)
    if (last !== undefined && 'seq' in last) this.say({ type: 'ack', seq: last.seq })
  }

  say(message: ViewMessage): void {
    for (const listener of this.#toHost) listener(message)
  }

  close(): void {
    if (this.closed) return
    this.closed = true
    for (const listener of this.#onClose) listener()
  }

  /** Resolves with the first message, of the past or to come, that satisfies the condition. */
  async until(condition: (message: HostMessage, view: TestView) => boolean): Promise<HostMessage> {
    const last = this.messages.at(-1)
    if (last !== undefined && condition(last, this)) return last
    return new Promise((resolve) => {
      const before = this.onMessage
      this.onMessage = (message) => {
        before(message)
        if (!condition(message, this)) return
        this.onMessage = before
        resolve(message)
      }
    })
  }

  #take(message: HostMessage): void {
    this.messages.push(message)
    if (message.type === 'world') this.replica = emptyReplica()
    if ('delta' in message) applyDelta(this.replica, message.delta)
    this.onMessage(message)
    if (this.#acksAtOnce) queueMicrotask(() => this.ack())
  }
}
