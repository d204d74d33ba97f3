import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Log } from './log/log.ts'
import { openSqliteLog } from './log/sqlite-log.ts'
import { trackProgress } from './scenario-progress.ts'
import type { Scenario } from './scenario/scenario.ts'
import { systemClock } from './system-clock.ts'
import { unitRecord } from './testing/records.ts'
import { tempFolder } from './testing/temp-folder.ts'

const MINUTE_MS = 60_000

/** One record a minute, two of them in minute 6. */
const scenario: Scenario = {
  name: 'minutes',
  startMs: 0,
  dayStartMs: 0,
  records: () =>
    [0, 1, 2, 3, 4, 5, 6, 6, 7, 8].map((minute, index) => ({
      atMs: minute * MINUTE_MS,
      record: unitRecord(`U${index}`, minute),
    })),
}

let folder: ReturnType<typeof tempFolder>
let log: Log

beforeEach(() => {
  folder = tempFolder()
  const path = join(folder.path, 'log.sqlite')
  log = openSqliteLog({ path, retainCount: 10, clock: systemClock, nowMs: () => 0 })
})

afterEach(async () => {
  await log.close()
  folder.remove()
})

function keys(of: Scenario): readonly string[] {
  return [...of.records(1)].map(({ record }) => record.idempotencyKey)
}

test('a scenario begins with its first record', () => {
  expect(keys(trackProgress(scenario, log).rest)).toEqual(keys(scenario))
})

test('a scenario goes on with the instant that was published last, whole', () => {
  const first = trackProgress(scenario, log)
  const records = [...first.rest.records(1)].map(({ record }) => record)
  first.published(records.slice(0, 1))
  first.published(records.slice(1, 7))
  expect(keys(trackProgress(scenario, log).rest)).toEqual([
    'unit-U6-6',
    'unit-U7-6',
    'unit-U8-7',
    'unit-U9-8',
  ])
})

test('what is published after a restart counts from there', () => {
  const first = trackProgress(scenario, log)
  first.published([...first.rest.records(1)].map(({ record }) => record).slice(0, 3))
  const second = trackProgress(scenario, log)
  const records = [...second.rest.records(1)].map(({ record }) => record)
  second.published(records.slice(0, 7))
  expect(keys(trackProgress(scenario, log).rest)[0]).toBe('unit-U8-7')
})
