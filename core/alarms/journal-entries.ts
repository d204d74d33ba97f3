import type { AlarmEvent } from '../../domain/alarm/alarm-book.ts'
import { latches } from '../../domain/alarm/catalogue.ts'
import type { Alarm } from '../../domain/alarm/alarm-state.ts'
import type { DayFigures } from '../../domain/alarm/day-figures.ts'
import type { JournalEntry, JournalWord } from './journal-messages.ts'

/** An alarm that came and went by itself within this time was not worth a person's while. Server time. */
const FLEETING_BELOW_MS = 10_000

/** The line of what happened by itself. A condition seen anew is no event. */
export function entryOf({ id, step, alarm }: AlarmEvent, atMs: number): readonly JournalEntry[] {
  return step === 'seen' ? [] : [lineOf(id, step, alarm, atMs)]
}

export function lineOf(alarmId: string, word: JournalWord, alarm: Alarm, atMs: number): JournalEntry {
  const { kind, priority, zone, subject } = alarm.condition
  return {
    alarmId,
    atMs,
    word,
    kind,
    priority,
    where: zone ?? subject,
    ...(word === 'gone' ? {} : { alarm }),
  }
}

/** Counts lines, as they happen or as an earlier run wrote them. */
export function replay(lines: readonly Omit<JournalEntry, 'person'>[], figures: DayFigures): void {
  for (const { word, atMs, kind, priority, where, alarm } of lines) {
    if (word === 'announced' || word === 'shelf-ended') figures.announced({ atMs, kind, priority, where })
    if (word !== 'cleared' || alarm === undefined || alarm.quiet === true) continue
    if (!latches(alarm.condition)) figures.selfCleared(atMs)
    if (atMs - alarm.announcedMs < FLEETING_BELOW_MS) figures.fleeting(atMs)
  }
}
