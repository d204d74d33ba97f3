import { expect, test } from 'vitest'
import { CountDue } from './count-due.ts'

const NOON_MS = 12 * 3_600_000

/** Which of the next ticks counted, one second apart. */
function countedTicks(due: CountDue, caseCount: number, tickCount: number, onTick = () => {}): number[] {
  return Array.from({ length: tickCount }, (_, index) => index + 1).filter((tick) => {
    onTick()
    const isDue = due.tick(NOON_MS + tick * 1_000, caseCount)
    if (isDue) due.counted(NOON_MS + tick * 1_000)
    return isDue
  })
}

function counted(): CountDue {
  const due = new CountDue()
  due.counted(NOON_MS)
  return due
}

test('nothing changed: nothing is counted until the minute turns', () => {
  expect(countedTicks(counted(), 100, 125)).toEqual([60, 120])
})

test.each([
  [0, [1, 2, 3, 4, 5, 6]],
  [4_000, [1, 2, 3, 4, 5, 6]],
  [4_001, [2, 4, 6]],
  [10_000, [3, 6]],
  [1_000_000, [3, 6]],
])('with %i cases that change all the time it counts at the ticks %j', (caseCount, ticks) => {
  const due = counted()
  expect(countedTicks(due, caseCount, 6, () => due.touch())).toEqual(ticks)
})

test('what changed after a long silence is counted at the next tick, with many cases, too', () => {
  const due = counted()
  expect(countedTicks(due, 10_000, 30)).toEqual([])
  due.touch()
  expect(countedTicks(due, 10_000, 4)).toEqual([1])
})

test('what is demanded is counted at the next tick', () => {
  const due = counted()
  due.touch()
  due.demand()
  expect(countedTicks(due, 10_000, 4)).toEqual([1])
})
