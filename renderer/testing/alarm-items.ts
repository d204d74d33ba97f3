import type { AlarmKind } from '../../domain/alarm/alarm.ts'
import { priorityOf } from '../../domain/alarm/catalogue.ts'
import type { AlarmItem } from '../../domain/view/alarm-item.ts'

/** An alarm that nobody has taken, raised at 0. */
export function alarmItem(id: string, kind: AlarmKind, more: Partial<AlarmItem> = {}): AlarmItem {
  return {
    id,
    kind,
    priority: priorityOf(kind),
    state: 'unacknowledged',
    subject: id,
    zone: '南岗区',
    raisedMs: 0,
    announcedMs: 0,
    timeToRespondMs: 60_000,
    presumed: false,
    firstOut: false,
    timesInMinute: 1,
    ...more,
  }
}
