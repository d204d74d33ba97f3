import type { Attendance } from '../model/duty.ts'
import type { RosterItem } from '../view/items.ts'

/** Every time a person signed in for one duty, in order. A view gets the earlier ones only where there are some. */
export function attendancesOf(entry: RosterItem): readonly Attendance[] {
  if (entry.attendances !== undefined) return entry.attendances
  const { signedInMs, signedOutMs, inCell } = entry
  if (signedInMs === undefined) return []
  return [
    {
      inMs: signedInMs,
      inCell: inCell === true,
      ...(signedOutMs === undefined ? {} : { outMs: signedOutMs }),
    },
  ]
}

/**
 * Where a person on the roster is. Only `present` fills a place; `elsewhere` has signed in outside the cell,
 * `left` has signed out before the end, `missing` never came though the duty has begun.
 */
export type Presence = 'present' | 'elsewhere' | 'left' | 'missing' | 'expected'

export function presenceOf(entry: RosterItem, nowMs: number): Presence {
  const last = attendancesOf(entry)
    .filter(({ inMs }) => inMs <= nowMs)
    .at(-1)
  if (last === undefined) return nowMs < entry.startMs ? 'expected' : 'missing'
  if (last.outMs !== undefined && last.outMs <= nowMs) return 'left'
  return last.inCell ? 'present' : 'elsewhere'
}

/** Training is no duty, and somebody whose role is not known is no officer. */
export function fillsOfficerPlace(entry: RosterItem): boolean {
  return entry.role === 'officer' && entry.dutyKind !== 'training'
}
