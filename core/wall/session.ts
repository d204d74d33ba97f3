import { type Cancel, type Clock, setRepeatingTimer } from '../../domain/clock.ts'
import { PROTOCOL, type HostMessage, type ViewMessage } from '../../domain/view/contract.ts'
import { wholeAsDelta, type Delta } from '../../domain/view/delta.ts'
import type { Display } from '../../domain/view/display.ts'
import type { Link, Notice, ServerTime } from '../../domain/view/link.ts'
import { PendingDelta } from '../../domain/view/pending-delta.ts'
import type { Port } from '../../domain/view/port.ts'
import type { PathProof } from '../../domain/view/truth.ts'
import type { Logger } from '../log.ts'
import type { ActMessage } from '../outbox/outbox.ts'
import type { WallState } from './wall-state.ts'

/** A view hears something at least this often, changes or not. */
const PULSE_MS = 1_000

/** What a session reads at the moment of sending. */
export interface SessionContext {
  readonly clock: Clock
  readonly state: WallState
  readonly display: Display
  readonly link: () => Link
  readonly notices: () => readonly Notice[]
  readonly time: () => ServerTime
  readonly proof: () => PathProof | undefined
  readonly act: (message: ActMessage) => void
  readonly log: Logger
}

/**
 * One attached view. It gets the whole world, then changes, each message only after it acknowledged the
 * last: a slow view costs one pending entry per key (I6) and sees a subsequence of every key's states (I2).
 */
export class Session {
  readonly #context: SessionContext
  readonly #port: Port<HostMessage, ViewMessage>
  readonly #pending = new PendingDelta()
  readonly #cancels: Cancel[] = []
  #seq = 0
  #attached = false
  #awaitsAck = false
  #onEnd: () => void = () => {}

  constructor(context: SessionContext, port: Port<HostMessage, ViewMessage>) {
    this.#context = context
    this.#port = port
  }

  start(onEnd: () => void): void {
    this.#onEnd = onEnd
    this.#cancels.push(
      this.#port.onMessage((message) => this.#receive(message)),
      this.#port.onClose(() => this.#end()),
      setRepeatingTimer(this.#context.clock, PULSE_MS, () => this.#send()),
    )
  }

  stop(): void {
    for (const cancel of this.#cancels.splice(0)) cancel()
    this.#attached = false
    this.#pending.take()
  }

  /** Committed changes, in order. */
  push(delta: Delta): void {
    if (!this.#attached) return
    this.#pending.add(delta)
    if (this.#pending.size > 0) this.#send()
  }

  #receive(message: ViewMessage): void {
    if (message.type === 'attach') return this.#attach(message.protocol)
    if (!this.#attached) return
    if (message.type === 'act') return this.#context.act(message)
    if (message.seq !== this.#seq) return
    this.#awaitsAck = false
    if (this.#pending.size > 0) this.#send()
  }

  #attach(protocol: number): void {
    if (protocol !== PROTOCOL) {
      const reason = `The view speaks protocol ${protocol}, the core ${PROTOCOL}. Reload the page.`
      return this.#post({ type: 'refused', reason })
    }
    this.#attached = true
    this.#pending.take()
    this.#awaitsAck = true
    const { state, display } = this.#context
    this.#post({ type: 'world', display, ...this.#envelope(wholeAsDelta(state.replica)) })
  }

  #send(): void {
    if (!this.#attached || this.#awaitsAck) return
    this.#awaitsAck = true
    this.#post({ type: 'delta', ...this.#envelope(this.#pending.take()) })
  }

  /** A port that cannot send is a view lost; it must not take the others with it. */
  #post(message: HostMessage): void {
    try {
      this.#port.send(message)
    } catch (error) {
      this.#context.log.warn({ reason: String(error) }, 'a view could not be reached')
      this.#end()
      this.#port.close()
    }
  }

  #end(): void {
    this.stop()
    this.#onEnd()
  }

  #envelope(delta: Delta) {
    const { link, notices, time } = this.#context
    const proof = this.#context.proof()
    return {
      seq: ++this.#seq,
      delta,
      link: link(),
      notices: notices(),
      time: time(),
      ...(proof === undefined ? {} : { proof }),
    }
  }
}
