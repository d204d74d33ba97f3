import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AlarmBook } from './alarm-book.ts'
import { alarmItem, alarmState } from './alarm-state.ts'
import { SHELF_MAX_MS } from './catalogue.ts'
import type { AlarmCondition } from './condition.ts'
import { condition, conditionsOf } from '../testing/alarms.ts'

const by = (name: string, atMs = 0) => ({ by: name, atMs })
const never = () => false

/** A book that is looked at in seconds, and what it announced. */
function book() {
  const it = new AlarmBook()
  const told: string[] = []
  return {
    it,
    told,
    look(second: number, ...list: readonly AlarmCondition[]) {
      const { events } = it.observe(conditionsOf(...list), second * 1_000, never)
      for (const { id, step } of events) if (step !== 'seen') told.push(`${second} ${id} ${step}`)
    },
    state: (id: string) => {
      const alarm = it.alarms().get(id)
      return alarm === undefined ? 'normal' : alarmState(alarm)
    },
  }
}

test('a high one is latched: back to normal unacknowledged, it stays until somebody takes it', () => {
  const { it, told, look, state } = book()
  const breach = condition('a', 'arrive-breach')
  look(1, breach)
  expect(state('a')).toBe('unacknowledged')
  look(20)
  look(3_600)
  expect(state('a')).toBe('returned')
  expect(it.acknowledge('a', by('first'))).toMatchObject({ isGone: true })
  expect(state('a')).toBe('normal')
  expect(told).toEqual(['1 a announced', '20 a cleared'])
})

test('a lower one goes with its cause, taken or not, and it is told that nobody had taken it', () => {
  const { it, told, look, state } = book()
  const both = [condition('a', 'arrive-at-risk'), condition('b', 'arrive-at-risk')]
  look(1, ...both)
  it.acknowledge('b', by('first'))
  look(2)
  expect([state('a'), state('b')]).toEqual(['normal', 'normal'])
  expect(told).toEqual(['1 a announced', '1 b announced', '2 a cleared', '2 a gone', '2 b gone'])
})

test('a rebound stays until somebody took notice; what an earlier program latched goes', () => {
  const { it, told, look, state } = book()
  look(1, condition('a', 'rebound'), condition('b', 'arrive-at-risk'))
  const atRisk = it.alarms().get('b')
  look(2)
  expect([state('a'), state('b')]).toEqual(['returned', 'normal'])
  if (atRisk !== undefined) it.restore('b', { ...atRisk, active: false, clearedMs: 1_000 })
  told.length = 0
  look(3)
  expect(state('b')).toBe('normal')
  expect(told).toEqual(['3 b gone'])
})

test('acknowledged first, it goes with its cause; the first person stays the one', () => {
  const { it, look, state } = book()
  look(1, condition('a', 'arrive-breach'))
  it.acknowledge('a', by('first', 2_000))
  it.acknowledge('a', by('second', 3_000))
  expect(it.alarms().get('a')?.acknowledged).toEqual(by('first', 2_000))
  look(4)
  expect(state('a')).toBe('normal')
  expect(it.acknowledge('a', by('third'))).toBeUndefined()
})

test('announced again on escalation only, and neither an acknowledgement nor a shelf covers the worse', () => {
  const { it, told, look, state } = book()
  const atRisk = condition('a', 'arrive-at-risk')
  look(1, atRisk)
  look(2, { ...atRisk })
  it.acknowledge('a', by('first'))
  look(3, condition('a', 'arrive-breach'))
  expect(state('a')).toBe('unacknowledged')
  look(4, condition('b', 'arrive-at-risk'), condition('a', 'arrive-breach'))
  it.shelve('b', { ...by('first'), reason: '重复', untilMs: 100_000 })
  look(5, condition('b', 'arrive-breach'), condition('a', 'arrive-breach'))
  expect(state('b')).toBe('unacknowledged')
  look(6, condition('b', 'arrive-at-risk'), condition('a', 'arrive-breach'))
  expect(told).toEqual(['1 a announced', '3 a announced', '4 b announced', '5 b announced'])
})

test('a shelf ends with its time, and never later than one shift; what is still there is announced anew', () => {
  const { it, told, look, state } = book()
  const silent = condition('a', 'arrive-breach')
  look(1, silent)
  it.shelve('a', { ...by('first', 1_000), reason: '演练', untilMs: 1_000 + SHELF_MAX_MS * 3 })
  expect(it.alarms().get('a')?.shelved?.untilMs).toBe(1_000 + SHELF_MAX_MS)
  look(60)
  look(120, silent)
  expect(state('a')).toBe('shelved')
  look(1 + SHELF_MAX_MS / 1_000, silent)
  expect(state('a')).toBe('unacknowledged')
  expect(told.filter((one) => one.endsWith('shelf-ended'))).toHaveLength(1)
  it.shelve('a', { ...by('first', SHELF_MAX_MS), reason: '演练', untilMs: SHELF_MAX_MS + 60_000 })
  look(1 + SHELF_MAX_MS / 1_000 + 10)
  look(1 + SHELF_MAX_MS / 1_000 + 120)
  expect(state('a')).toBe('normal')
})

test('device alarms wait 10 s to come and 30 s to go, and toggling three times in a minute is chatter', () => {
  const { it, told, look, state } = book()
  const silent = (sinceSecond: number) => condition('u', 'unit-silent', { sinceMs: sinceSecond * 1_000 })
  look(0, silent(0))
  look(9, silent(0))
  expect(state('u')).toBe('normal')
  look(10, silent(0))
  expect(told).toEqual(['10 u announced'])
  look(20)
  look(25, silent(25))
  look(30)
  expect(it.timesInMinute('u')).toBe(2)
  look(35, silent(35))
  expect(it.timesInMinute('u')).toBe(3)
  const alarm = it.alarms().get('u')
  expect(alarm && alarmItem(alarm, it.timesInMinute('u'))).toMatchObject({ timesInMinute: 3 })
  look(40)
  look(69)
  expect(state('u')).toBe('unacknowledged')
  look(70)
  expect(state('u')).toBe('normal')
  expect(told).toEqual(['10 u announced', '70 u cleared', '70 u gone'])
  look(100)
  expect(it.timesInMinute('u')).toBe(0)
})

test('what chatters is listed again, and not announced again', () => {
  const { it, told, look } = book()
  const post = condition('p', 'post-unmanned')
  for (const second of [1, 11, 21]) {
    look(second, post)
    it.acknowledge('p', by('first'))
    look(second + 5)
  }
  expect(told.filter((one) => !one.endsWith('gone'))).toEqual([
    '1 p announced',
    '11 p announced',
    '21 p listed',
  ])
})

test('old news is listed without a word', () => {
  const it = new AlarmBook()
  const old = condition('a', 'arrive-breach', { sinceMs: 1_000 })
  const { events } = it.observe(conditionsOf(old), 900_000, ({ sinceMs }) => sinceMs < 600_000)
  expect(events.map(({ step }) => step)).toEqual(['listed'])
  const alarm = it.alarms().get('a')
  expect(alarm && alarmItem(alarm, 1)).toMatchObject({ quiet: true, raisedMs: 1_000, announcedMs: 1_000 })
})

test('what got worse in an outage is old news, too; nobody has taken the worse, and a later rise is announced', () => {
  const it = new AlarmBook()
  const isOld = ({ sinceMs }: AlarmCondition): boolean => sinceMs < 600_000
  it.observe(conditionsOf(condition('a', 'arrive-at-risk', { sinceMs: 1_000 })), 2_000, never)
  it.acknowledge('a', by('first'))
  const worse = condition('a', 'arrive-breach', { sinceMs: 50_000 })
  const { events } = it.observe(conditionsOf(worse), 900_000, isOld)
  expect(events.map(({ step }) => step)).toEqual(['listed'])
  const alarm = it.alarms().get('a')
  expect(alarm && alarmState(alarm)).toBe('unacknowledged')
  expect(alarm && alarmItem(alarm, 1)).toMatchObject({ quiet: true, raisedMs: 1_000, announcedMs: 50_000 })

  const feeds = condition('f', 'feeds-down', { sinceMs: 1_000 })
  it.observe(conditionsOf(worse, feeds), 910_000, isOld)
  const risen = it.observe(conditionsOf(worse, { ...feeds, priority: 'high' }), 911_000, isOld)
  expect(risen.events.map(({ id, step }) => `${id} ${step}`)).toEqual(['f announced'])
})

type Step = 'medium' | 'high' | 'none' | 'acknowledge' | 'shelve' | 'unshelve'
const steps = fc.array(fc.constantFrom<Step>('medium', 'high', 'none', 'acknowledge', 'shelve', 'unshelve'), {
  maxLength: 60,
})

test('whatever happens: nothing open is lost, nothing taken is asked again unless it gets worse', () => {
  fc.assert(
    fc.property(steps, (list) => {
      const { it, look, state } = book()
      let holds: AlarmCondition | undefined
      for (const [second, step] of list.entries()) {
        const before = state('a')
        const priority = it.alarms().get('a')?.condition.priority
        if (step === 'medium') holds = condition('a', 'arrive-at-risk')
        if (step === 'high') holds = condition('a', 'arrive-breach')
        if (step === 'none') holds = undefined
        if (step === 'acknowledge') it.acknowledge('a', by('p', second * 1_000))
        if (step === 'shelve') {
          it.shelve('a', { ...by('p', second * 1_000), reason: 'r', untilMs: second * 1_000 + 5_000 })
        }
        if (step === 'unshelve') it.unshelve('a', second * 1_000)
        const untilMs = it.alarms().get('a')?.shelved?.untilMs ?? Infinity
        look(second, ...(holds === undefined ? [] : [holds]))
        const after = state('a')
        // While the cause is there, there is an alarm.
        if (holds !== undefined) expect(after).not.toBe('normal')
        // Nobody took it, so it is still to be taken; a lower one goes with its cause.
        const byPerson = step === 'acknowledge' || step === 'shelve' || step === 'unshelve'
        const goesByItself = holds === undefined && priority !== 'high'
        if (!byPerson && !goesByItself && (before === 'unacknowledged' || before === 'returned')) {
          expect(['unacknowledged', 'returned']).toContain(after)
        }
        // Taken and no worse: nobody is asked again.
        if (!byPerson && before === 'acknowledged' && !(priority === 'medium' && step === 'high')) {
          expect(['acknowledged', 'normal']).toContain(after)
        }
        // The shelf holds until its time, but for something worse.
        if (before === 'shelved' && !byPerson && untilMs > second * 1_000 && priority === 'high') {
          expect(after).toBe('shelved')
        }
      }
    }),
  )
})
