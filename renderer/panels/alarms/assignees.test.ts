import { expect, test } from 'vitest'
import { HIDDEN } from '../../../domain/privacy/visitor-mask.ts'
import type { AlarmItem } from '../../../domain/view/alarm-item.ts'
import { emptyReplica } from '../../../domain/view/delta.ts'
import type { DisplayItem } from '../../../domain/view/display-item.ts'
import type { RosterItem } from '../../../domain/view/items.ts'
import { assigneesOf } from './assignees.ts'

const ROSTER: RosterItem = {
  id: 'r1',
  dutyPointId: 'p1',
  personId: 'LH-001',
  band: '早',
  startMs: 1_000,
  endMs: 9_000,
  signedInMs: 1_100,
}

test('seats at work come first, then who is on duty now; no name twice, and none that visitors may not read', () => {
  const replica = emptyReplica()
  const control = { by: '坐席一', viewId: 'v', untilMs: 0 }
  replica.display.set('d', { id: 'd', control } as DisplayItem)
  const taken = { id: 'a', acknowledged: { by: '坐席二', atMs: 0 }, assignedTo: '坐席一' } as AlarmItem
  replica.alarm.set('a', taken)
  replica.alarm.set('b', { ...taken, id: 'b', acknowledged: { by: HIDDEN, atMs: 0 } })
  const people = [
    ROSTER,
    { ...ROSTER, id: 'r2', personId: 'left', signedOutMs: 2_000 },
    { ...ROSTER, id: 'r3', personId: 'over', endMs: 5_000 },
    { ...ROSTER, id: 'r4', personId: '坐席二' },
  ]
  for (const one of people) replica.roster.set(one.id, one)
  expect(assigneesOf(replica, 5_000)).toEqual(['坐席一', '坐席二', 'LH-001'])
})

test('of a long shift only some are offered; others are typed', () => {
  const replica = emptyReplica()
  for (let index = 0; index < 40; index++) {
    replica.roster.set(`r${index}`, { ...ROSTER, id: `r${index}`, personId: `LH-${index}` })
  }
  expect(assigneesOf(replica, 5_000)).toHaveLength(8)
})
