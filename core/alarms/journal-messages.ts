import type { AlarmKind, AlarmPriority } from '../../domain/alarm/alarm.ts'
import type { AlarmStep } from '../../domain/alarm/alarm-book.ts'
import type { Alarm } from '../../domain/alarm/alarm-state.ts'

/** What a person did, or what became of an alarm by itself. */
export type JournalWord = Exclude<AlarmStep, 'seen'> | 'acknowledged' | 'shelved' | 'unshelved' | 'assigned'

/** One line of the journal. Written once, never changed. */
export interface JournalEntry {
  readonly alarmId: string
  readonly atMs: number
  readonly word: JournalWord
  readonly kind: AlarmKind
  readonly priority: AlarmPriority
  readonly where: string
  /** Who did it, and on which display; absent where nobody did. */
  readonly person?: string
  readonly displayId?: string
  /** The alarm after it; absent once it is gone. */
  readonly alarm?: Alarm
}

/** What an earlier run had written down. */
export interface OpenedJournal {
  /** Alarms that are not gone, as they were last. */
  readonly alarms: readonly { readonly alarmId: string; readonly alarm: Alarm }[]
  /** Announcements and clearings of the last day, oldest first. */
  readonly day: readonly Omit<JournalEntry, 'person' | 'displayId'>[]
  /** Where a damaged journal was put. */
  readonly quarantined?: string
}

export interface JournalOpenAsk {
  readonly path: string
  readonly wallMs: number
  /** Entries from here on are of the last day. */
  readonly fromMs: number
}

/** What the journal's thread is asked, and what each question is answered with. */
export interface JournalCalls {
  'alarms-open': { ask: JournalOpenAsk; answer: OpenedJournal }
  'alarms-append': { ask: readonly JournalEntry[]; answer: boolean }
  'alarms-close': { ask: Record<string, never>; answer: boolean }
}

export type JournalRequest = {
  readonly [K in keyof JournalCalls]: {
    readonly id: number
    readonly call: K
    readonly ask: JournalCalls[K]['ask']
  }
}[keyof JournalCalls]
