import type { CodedSentence } from '../../domain/view/coded-sentence.ts'
import type { Answer, Asker, Request, ViewReport } from '../../domain/view/request.ts'
import type { LinkHealth } from '../watch/link-health.ts'
import type { ServerClock } from '../watch/server-clock.ts'
import type { CoreOptions } from '../options.ts'
import type { DeltaBuilder } from './delta-builder.ts'
import type { Notices } from './notices.ts'
import type { WallState } from './wall-state.ts'

/** What every desk works with. */
export interface DeskContext {
  readonly options: CoreOptions
  readonly serverClock: ServerClock
  /** Read only; what a desk adds goes through `change`. */
  readonly state: WallState
  readonly link: LinkHealth
  readonly notices: Notices
  /** Changes the wall's own items and sends them to every view. */
  readonly change: (step: (delta: DeltaBuilder) => void) => void
}

/**
 * A part of the wall that keeps items of its own beside the gateway's world and answers what people at the views
 * ask: alarms, displays, events. It is told the second; it is asked first whether a request is its own.
 */
export interface Desk {
  start(): Promise<void>
  stop(): Promise<void>
  /** Once a second, also while the link is down. */
  tick(): void
  /** `undefined`: not a request of this desk. */
  answer(request: Request, asker: Asker): Promise<Answer> | undefined
  attached?(asker: Asker): void
  detached?(asker: Asker): void
  reported?(asker: Asker, report: ViewReport): void
}

export const ACCEPTED: Answer = { accepted: true }

/** The sentence for logs and for whoever reads no codes, and the code for views. */
export function refused(refusal: string, coded: CodedSentence): Answer {
  return { accepted: false, refusal, coded }
}

/** A request came to nothing in the middle of it, and people are told why. */
export class RequestFailed extends Error {
  override readonly name = 'RequestFailed'
  readonly coded: CodedSentence

  constructor(sentence: string, coded: CodedSentence, options?: ErrorOptions) {
    super(sentence, options)
    this.coded = coded
  }
}
