import { type Cancel, type Clock, setRepeatingTimer } from '../../domain/clock.ts'
import { PROTOCOL, type HostMessage, type ViewMessage } from '../../domain/view/contract.ts'
import { coded } from '../../domain/view/coded-sentence.ts'
import { HIDDEN, maskForVisitors } from '../../domain/privacy/visitor-mask.ts'
import { wholeAsDelta, type Delta } from '../../domain/view/delta.ts'
import type { Display } from '../../domain/view/display.ts'
import type { Identity } from '../../domain/view/identity.ts'
import type { Answer, Asker, Request, ViewReport } from '../../domain/view/request.ts'
import type { Link, Notice, ServerTime } from '../../domain/view/link.ts'
import { PendingDelta } from '../../domain/view/pending-delta.ts'
import type { Port } from '../../domain/view/port.ts'
import type { PathProof } from '../../domain/view/truth.ts'
import type { Logger } from '../log.ts'
import type { ActMessage } from '../outbox/outbox.ts'
import { Pace } from './pace.ts'
import type { WallState } from './wall-state.ts'

type AttachMessage = Extract<ViewMessage, { readonly type: 'attach' }>

/** A view hears something at least this often, changes or not. */
const PULSE_MS = 1_000

/** What a session reads at the moment of sending. */
export interface SessionContext {
  readonly clock: Clock
  readonly state: WallState
  /** The glass of this view, by the display that it names; the wall's own if it names none. */
  readonly display: (displayId: string | undefined) => Display
  readonly visitors: () => boolean
  readonly identity: () => Identity | undefined
  readonly answer: (request: Request, asker: Asker) => Promise<Answer>
  readonly onAttached: (asker: Asker) => void
  readonly onDetached: (asker: Asker) => void
  readonly onReport: (asker: Asker, report: ViewReport) => void
  readonly link: () => Link
  readonly notices: () => readonly Notice[]
  readonly time: () => ServerTime
  readonly proof: () => PathProof | undefined
  readonly act: (message: ActMessage, asker: Asker) => void
  readonly log: Logger
}

/**
 * One attached view. It gets the whole world, then changes, each message only after it acknowledged the
 * last: a slow view costs one pending entry per key (I6) and sees a subsequence of every key's states (I2). In a
 * storm it rests between two of them (`Pace`).
 */
export class Session {
  readonly #context: SessionContext
  readonly #port: Port<HostMessage, ViewMessage>
  readonly #pending = new PendingDelta()
  readonly #cancels: Cancel[] = []
  readonly #pace: Pace
  #seq = 0
  #asker: Asker | undefined
  #awaitsAck = false
  #isPulseDue = false
  #onEnd: () => void = () => {}

  constructor(context: SessionContext, port: Port<HostMessage, ViewMessage>) {
    this.#context = context
    this.#port = port
    this.#pace = new Pace(context.clock, () => this.#send())
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
    this.#pace.reset()
    // First it is nobody: what changes because it went is not for it.
    const asker = this.#asker
    this.#asker = undefined
    this.#pending.take()
    if (asker !== undefined) this.#context.onDetached(asker)
  }

  /** Everything anew, as it is to be seen from now on. */
  renew(): void {
    if (this.#asker !== undefined) this.#sendWorld(this.#asker)
  }

  /** Committed changes, in order. */
  push(delta: Delta): void {
    if (this.#asker === undefined) return
    this.#pending.add(delta)
    this.#pace.heard(delta)
    if (this.#pending.size > 0 && !this.#pace.isResting) this.#send()
  }

  /** Somebody, at this view or at another, is about to be answered. */
  hurry(): void {
    this.#pace.hurry()
  }

  /** Something beside the world is another now, the link above all: said at once, or with the next acknowledgement. */
  pulse(): void {
    this.#isPulseDue = true
    this.#send()
  }

  #receive(message: ViewMessage): void {
    if (message.type === 'attach') return this.#attach(message)
    if (this.#asker === undefined) return
    if (message.type === 'act') return this.#context.act(message, this.#asker)
    if (message.type === 'report') return this.#context.onReport(this.#asker, message.report)
    if (message.type === 'ask') return void this.#answer(message.askId, message.request, this.#asker)
    if (message.seq !== this.#seq) return
    this.#awaitsAck = false
    if (this.#isPulseDue) return this.#send()
    this.#pace.consider(this.#pending.size)
    if (this.#pending.size > 0 && !this.#pace.isResting) this.#send()
  }

  #attach({ protocol, viewId, displayId, seat }: AttachMessage): void {
    if (protocol !== PROTOCOL) {
      const reason = `The view speaks protocol ${protocol}, the core ${PROTOCOL}. Reload the page.`
      return this.#post({
        type: 'refused',
        reason,
        coded: coded('view-outdated', { view: protocol, core: PROTOCOL }),
      })
    }
    const asker: Asker = {
      viewId,
      ...(displayId === undefined ? {} : { displayId }),
      ...(seat === undefined ? {} : { seat }),
    }
    // What changes because it came is in its world, not before it.
    this.#awaitsAck = true
    if (this.#asker !== undefined) this.#context.onDetached(this.#asker)
    this.#asker = asker
    this.#context.onAttached(asker)
    this.#sendWorld(asker)
  }

  #sendWorld(asker: Asker): void {
    this.#pending.take()
    this.#awaitsAck = true
    this.#isPulseDue = false
    this.#pace.reset()
    const { state, display } = this.#context
    const envelope = this.#envelope(wholeAsDelta(state.replica))
    this.#post({ type: 'world', display: display(asker.displayId), ...envelope })
  }

  async #answer(askId: string, request: Request, asker: Asker): Promise<void> {
    const answer = await this.#context.answer(request, asker)
    if (this.#asker !== undefined) this.#post({ type: 'answer', askId, answer })
  }

  #send(): void {
    if (this.#asker === undefined || this.#awaitsAck) return
    this.#awaitsAck = true
    this.#isPulseDue = false
    this.#pace.reset()
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
    const { link, notices, time, visitors } = this.#context
    const proof = this.#context.proof()
    const identity = this.#context.identity()
    return {
      seq: ++this.#seq,
      delta: visitors() ? maskForVisitors(delta) : delta,
      visitors: visitors(),
      ...(identity === undefined ? {} : { identity: visitors() ? { ...identity, name: HIDDEN } : identity }),
      link: link(),
      notices: notices(),
      time: time(),
      ...(proof === undefined ? {} : { proof }),
    }
  }
}
