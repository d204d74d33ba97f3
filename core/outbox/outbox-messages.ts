import type { ActAnswer, ActRecord } from './act-record.ts'
import type { Salvage } from './outbox-file.ts'

/** What the outbox's thread is asked, and what each question is answered with. */
export interface OutboxCalls {
  'outbox-open': { ask: OutboxOpenAsk; answer: OpenedOutbox }
  /** Writes a new act down. The answer is what the file holds of it: an id that is known changes nothing. */
  'outbox-add': { ask: ActRecord; answer: ActRecord }
  'outbox-answer': { ask: { readonly id: string } & ActAnswer; answer: boolean }
  'outbox-close': { ask: Record<string, never>; answer: boolean }
}

export interface OutboxOpenAsk {
  readonly path: string
  readonly wallMs: number
  /** Answered acts from here on are given out, too. */
  readonly answeredAfterMs: number
  /** Acts of which it was said that they could not be written: whatever a failed write left of them goes. */
  readonly refusedIds: readonly string[]
}

export interface OpenedOutbox {
  /** In the order in which they were made. */
  readonly acts: readonly ActRecord[]
  /** Of this start and of earlier ones. */
  readonly aside: readonly DamagedOutbox[]
}

/** A damaged outbox that lies aside, and what was taken over from it. */
export interface DamagedOutbox extends Salvage {
  readonly path: string
}

export type OutboxRequest = {
  readonly [K in keyof OutboxCalls]: {
    readonly id: number
    readonly call: K
    readonly ask: OutboxCalls[K]['ask']
  }
}[keyof OutboxCalls]
