import { expect, test } from 'vitest'
import type { AlarmItem } from '../view/alarm-item.ts'
import { alarmItem, raisedAlarm } from './alarm-state.ts'
import type { AlarmKind } from './alarm.ts'
import { groupAlarms } from './group.ts'
import { condition } from '../testing/alarms.ts'

function item(id: string, kind: AlarmKind, more: Partial<AlarmItem> = {}): AlarmItem {
  return { ...alarmItem(raisedAlarm(condition(id, kind), 0, false), 1), ...more }
}

test('identical ones of one zone are one, with a count; high ones stay alone', () => {
  const groups = groupAlarms(
    [
      item('a', 'unit-silent'),
      item('b', 'unit-silent'),
      item('c', 'unit-silent', { zone: '沙北' }),
      item('d', 'arrive-breach'),
      item('e', 'arrive-breach'),
      item('f', 'unit-silent', { state: 'acknowledged' }),
    ],
    true,
  )
  expect(groups.map(({ kind, members, zone }) => [kind, members.length, zone])).toEqual([
    ['arrive-breach', 1, '老街'],
    ['arrive-breach', 1, '老街'],
    ['unit-silent', 2, '老街'],
    ['unit-silent', 1, '沙北'],
    ['unit-silent', 1, '老街'],
  ])
})

test('open first, then by priority, then the oldest; what cleared comes after what is there', () => {
  const groups = groupAlarms(
    [
      item('low', 'rebound', { raisedMs: 1 }),
      item('taken', 'arrive-breach', { raisedMs: 0, state: 'acknowledged' }),
      item('young', 'unit-silent', { raisedMs: 9, zone: 'x' }),
      item('old', 'unit-silent', { raisedMs: 2, zone: 'y' }),
      item('back', 'handle-breach', { raisedMs: 5, state: 'returned' }),
    ],
    true,
  )
  expect(groups.map(({ members }) => members[0]?.id)).toEqual(['old', 'young', 'low', 'back', 'taken'])
})
