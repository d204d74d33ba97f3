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

test('open first, then by priority, then the oldest; a cleared high one waits for all but the low', () => {
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
  expect(groups.map(({ members }) => members[0]?.id)).toEqual(['old', 'young', 'back', 'low', 'taken'])
})

test('high ones that have cleared are one by kind and zone: nothing is asked but to take them', () => {
  const cleared = (id: string, zone: string) => item(id, 'handle-breach', { state: 'returned', zone })
  const items = [
    item('there', 'handle-breach'),
    cleared('a', '老街'),
    cleared('b', '老街'),
    cleared('c', '沙北'),
  ]
  const groups = groupAlarms(items, true)
  expect(groups.map(({ members, zone }) => [members.length, zone])).toEqual([
    [1, '老街'],
    [2, '老街'],
    [1, '沙北'],
  ])
})
