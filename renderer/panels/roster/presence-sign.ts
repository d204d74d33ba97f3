import type { Presence } from '../../../domain/duty/attendance.ts'

/** A sign for each, so that colour is never alone. */
export const PRESENCE_SIGN: Readonly<Record<Presence, string>> = {
  present: '●',
  elsewhere: '◇',
  left: '◁',
  missing: '✕',
  expected: '○',
}
