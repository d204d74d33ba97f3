import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { setRepeatingTimer } from './clock.ts'
import { ManualClock } from './manual-clock.ts'

const ROOT = join(import.meta.dirname, '..')
const MACHINE_TIME = /\bDate\.now\(|\bnew Date\(\)|\bperformance\.now\(/

function readersOfTheMachinesClock(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|vue)$/.test(entry.name) && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => MACHINE_TIME.test(readFileSync(file, 'utf8')))
    .map((file) => file.slice(ROOT.length + 1))
}

test("I10: of engine and views only the two system clocks read the machine's time", () => {
  expect(['domain', 'core', 'renderer'].flatMap(readersOfTheMachinesClock)).toEqual([
    'core/system-clock.ts',
    'renderer/system-clock.ts',
  ])
})

test('I10: a clock that a test moves fires what falls due on the way, in order', () => {
  const clock = new ManualClock(1_000)
  const fired: string[] = []
  clock.setTimer(30, () => fired.push(`late ${clock.wallMs()}`))
  clock.setTimer(10, () => fired.push(`early ${clock.wallMs()}`))
  clock.setTimer(20, () => fired.push('cancelled'))()
  clock.advance(25)
  expect(fired).toEqual(['early 1010'])
  clock.advance(5)
  expect(fired).toEqual(['early 1010', 'late 1030'])
})

test("setting the machine's clock moves no timer", () => {
  const clock = new ManualClock(0)
  let count = 0
  const cancel = setRepeatingTimer(clock, 1_000, () => count++)
  clock.stepWall(3_600_000)
  clock.advance(2_500)
  expect(count).toBe(2)
  cancel()
  clock.advance(5_000)
  expect(count).toBe(2)
})
