import { assertNever } from '../../domain/assert.ts'
import type { AlarmRefusal } from '../../domain/alarm/refusal.ts'
import type { Answer } from '../../domain/view/request.ts'
import { refused } from '../wall/desk.ts'

/** The sentence for logs and for whoever reads no codes, and the code for views. */
export function refusedAlarm(alarmRefusal: AlarmRefusal, timeOf: (atMs: number) => string): Answer {
  return { ...refused(sentenceOf(alarmRefusal, timeOf)), alarmRefusal }
}

function sentenceOf(refusal: AlarmRefusal, timeOf: (atMs: number) => string): string {
  switch (refusal.code) {
    case 'gone':
      return 'This alarm is gone. Look at the list again.'
    case 'taken':
      return `${refusal.by} acknowledged it first, at ${timeOf(refusal.atMs)}.`
    case 'no-reason':
      return 'Say why the alarm is put aside.'
    case 'too-long':
      return `An alarm is put aside for one shift at most: ${refusal.hours} hours.`
    case 'aside':
      return `${refusal.by} put it aside at ${timeOf(refusal.atMs)}. Take it back first.`
    case 'not-aside':
      return 'This alarm is not put aside.'
    default:
      return assertNever(refusal)
  }
}
