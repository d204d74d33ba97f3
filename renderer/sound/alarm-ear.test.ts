import { expect, test } from 'vitest'
import type { AlarmKind } from '../../domain/alarm/alarm.ts'
import type { AlarmItem } from '../../domain/view/alarm-item.ts'
import { alarmItem } from '../testing/alarm-items.ts'
import { AlarmEar } from './alarm-ear.ts'

function item(id: string, kind: AlarmKind, more: Partial<AlarmItem> = {}): AlarmItem {
  return alarmItem(id, kind, { raisedMs: 1, announcedMs: 1, ...more })
}

const ids = (list: readonly AlarmItem[]) => list.map(({ id }) => id)

test('the first picture is no news; what comes then is said once, with the tone of the worst', () => {
  const ear = new AlarmEar()
  const old = item('old', 'arrive-breach')
  expect(ear.listen([old], 0)).toEqual({ tone: undefined, fresh: [] })
  const heard = ear.listen([old, item('a', 'rebound'), item('b', 'unit-silent')], 1_000)
  expect([heard.tone, ids(heard.fresh)]).toEqual(['medium', ['a', 'b']])
  expect(ear.listen([old, item('a', 'rebound'), item('b', 'unit-silent')], 2_000).fresh).toEqual([])
})

test('a tone comes again until it is acknowledged, and does not end because the cause does', () => {
  const ear = new AlarmEar()
  ear.listen([], 0)
  expect(ear.listen([item('a', 'arrive-breach')], 1_000).tone).toBe('high')
  expect(ear.listen([item('a', 'arrive-breach')], 10_999).tone).toBeUndefined()
  expect(ear.listen([item('a', 'arrive-breach')], 11_000).tone).toBe('high')
  const returned = item('a', 'arrive-breach', { state: 'returned', clearedMs: 5 })
  expect(ear.listen([returned], 21_000)).toEqual({ tone: 'high', fresh: [] })
  const taken = item('a', 'arrive-breach', { state: 'acknowledged' })
  expect(ear.listen([taken], 31_000).tone).toBeUndefined()
  expect(ear.listen([taken], 999_000).tone).toBeUndefined()
})

test('announced again means heard again; a low one sounds once; old news and the shelf are silent', () => {
  const ear = new AlarmEar()
  ear.listen([item('a', 'arrive-at-risk')], 0)
  const worse = item('a', 'arrive-breach', { announcedMs: 9 })
  expect(ids(ear.listen([worse], 1_000).fresh)).toEqual(['a'])
  const low = new AlarmEar()
  low.listen([], 0)
  expect(low.listen([item('r', 'rebound')], 1).tone).toBe('low')
  expect(low.listen([item('r', 'rebound')], 9_999_999).tone).toBeUndefined()
  const quiet = new AlarmEar()
  quiet.listen([], 0)
  const silent = [
    item('q', 'arrive-breach', { quiet: true }),
    item('s', 'arrive-breach', { state: 'shelved' }),
  ]
  expect(quiet.listen(silent, 1)).toEqual({ tone: undefined, fresh: [] })
})
