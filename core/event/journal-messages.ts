import type { EventAct } from './event-record.ts'

/** What the thread of the events' journal is asked, and what each question is answered with. */
export interface JournalCalls {
  'journal-open': { ask: JournalOpenAsk; answer: OpenedJournal }
  /** On disk when it resolves. */
  'journal-add': { ask: EventAct; answer: boolean }
  'journal-close': { ask: Record<string, never>; answer: boolean }
}

export interface JournalOpenAsk {
  readonly path: string
  readonly wallMs: number
}

export interface OpenedJournal {
  readonly acts: readonly EventAct[]
  /** Where a damaged journal was put. */
  readonly aside?: string
}

export type JournalRequest = {
  readonly [K in keyof JournalCalls]: {
    readonly id: number
    readonly call: K
    readonly ask: JournalCalls[K]['ask']
  }
}[keyof JournalCalls]
