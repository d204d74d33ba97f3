import { setRepeatingTimer, type Clock } from '../../domain/clock.ts'
import { PROTOCOL, type HostMessage, type ViewMessage } from '../../domain/view/contract.ts'
import type { Asker } from '../../domain/view/request.ts'
import type { Frames } from './frame.ts'
import type { Road, ViewPort } from './roads.ts'

/** The core does not serve this page. */
export type Refusal = Omit<Extract<HostMessage, { readonly type: 'refused' }>, 'type'>
export type PictureMessage = Exclude<HostMessage, { readonly type: 'refused' | 'answer' }>

/** What a session tells the wall. `apply` gets messages in order, at most once per painted frame. */
export interface SessionListener {
  apply(messages: readonly PictureMessage[]): void
  /** What was applied is on the glass: the frame that followed it was drawn. */
  painted(messages: readonly PictureMessage[]): void
  refused(refusal: Refusal): void
  answered(message: AnswerMessage): void
  /** The core is silent or gone. The picture stays; the next message brings it back. */
  lost(): void
}

export type ActMessage = Extract<ViewMessage, { readonly type: 'act' }>
export type AnswerMessage = Extract<HostMessage, { readonly type: 'answer' }>
/** What a view says of its own accord. */
export type OwnMessage = Extract<ViewMessage, { readonly type: 'act' | 'ask' | 'report' }>

export interface Session {
  /** On the port that is open now. Without one it is lost: whoever sends keeps it until it is answered. */
  send(message: OwnMessage): void
  stop(): void
}

/** The core speaks every second; after three it has lost us or we it. */
const CORE_SILENT_MS = 3_000
const CHECK_MS = 500

/**
 * One view on whatever ports the road brings: attaches to each, applies what comes once per frame,
 * acknowledges what has been painted, and notices silence.
 */
export function startSession(
  road: Road,
  asker: Asker,
  clock: Clock,
  frames: Frames,
  listener: SessionListener,
): Session {
  let heardMs = clock.monotonicMs()
  let lost = false
  let attached: Attached | undefined
  const lose = (): void => {
    if (!lost) listener.lost()
    lost = true
  }
  const stopRoad = road.start((port) => {
    attached?.detach()
    attached = attach(port, asker, frames, {
      apply(messages) {
        lost = false
        listener.apply(messages)
      },
      painted: (messages) => listener.painted(messages),
      refused: (refusal) => listener.refused(refusal),
      answered: (message) => listener.answered(message),
      heard: () => (heardMs = clock.monotonicMs()),
      closed: lose,
    })
  })
  const stopCheck = setRepeatingTimer(clock, CHECK_MS, () => {
    if (clock.monotonicMs() - heardMs >= CORE_SILENT_MS) lose()
  })
  return {
    send: (message) => attached?.send(message),
    stop() {
      stopCheck()
      stopRoad()
      attached?.detach()
    },
  }
}

interface Attached {
  send(message: OwnMessage): void
  detach(): void
}

interface PortListener {
  apply(messages: readonly PictureMessage[]): void
  painted(messages: readonly PictureMessage[]): void
  refused(refusal: Refusal): void
  answered(message: AnswerMessage): void
  heard(): void
  closed(): void
}

function attach(port: ViewPort, asker: Asker, frames: Frames, listener: PortListener): Attached {
  let pending: PictureMessage[] = []
  let detached = false
  const paint = (): void => {
    const messages = pending
    pending = []
    if (detached || messages.length === 0) return
    listener.apply(messages)
    const last = messages.at(-1)
    frames.onGlass(() => {
      if (!detached) listener.painted(messages)
    })
    frames.afterPaint(() => {
      if (!detached && last !== undefined) port.send({ type: 'ack', seq: last.seq })
    })
  }
  const offMessage = port.onMessage((message) => {
    listener.heard()
    if (message.type === 'refused') return listener.refused(message)
    if (message.type === 'answer') return listener.answered(message)
    pending.push(message)
    if (pending.length === 1) frames.beforePaint(paint)
  })
  const offClose = port.onClose(() => {
    if (!detached) listener.closed()
  })
  port.send({ type: 'attach', protocol: PROTOCOL, ...asker })
  return {
    send: (message) => port.send(message),
    detach() {
      detached = true
      offMessage()
      offClose()
      port.close()
    },
  }
}
