import { expect, test } from 'vitest'
import { IntakeRecord } from '../../proto/gen/wall/v1/intake.ts'
import { createGateway } from '../gateway.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { HOUR_MS, MINUTE_MS } from './engine/time.ts'
import { findScenario, scenarioNames } from './index.ts'
import type { Scenario } from './scenario.ts'
import { recordsUntil } from './testing/collect.ts'

function scenarioOf(name: string): Scenario {
  const scenario = findScenario(name)
  if (scenario === undefined) throw new Error(`There is no scenario ${name}`)
  return scenario
}

function bytes(scenario: Scenario, seed: number): Buffer {
  const records = recordsUntil(scenario, seed, scenario.startMs + 5 * MINUTE_MS)
  return Buffer.concat(records.map(({ record }) => IntakeRecord.encode(record).finish()))
}

test('both scenarios are known by name, and no other', () => {
  expect(scenarioNames()).toEqual(['luohe-day', 'harbin-games'])
  expect(findScenario('nowhere')).toBeUndefined()
})

test.each(scenarioNames())('%s: same seed, same bytes; another seed, another day', (name) => {
  const scenario = scenarioOf(name)
  const first = bytes(scenario, 7)
  expect(first.equals(bytes(scenario, 7))).toBe(true)
  expect(first.equals(bytes(scenario, 8))).toBe(false)
})

test.each(scenarioNames())('%s: instants ascend, keys are unique, nothing lies in the future', (name) => {
  const scenario = scenarioOf(name)
  const records = recordsUntil(scenario, 3, scenario.startMs + 30 * MINUTE_MS)
  const ascending = records.every(({ atMs }, index) => atMs >= (records[index - 1]?.atMs ?? 0))
  expect(ascending).toBe(true)
  expect(new Set(records.map(({ record }) => record.idempotencyKey)).size).toBe(records.length)
  const factsMs = records.flatMap(({ atMs, record }) =>
    (record.case?.facts ?? []).map(({ at }) => atMs - (at?.seconds ?? 0) * 1000),
  )
  expect(Math.min(...factsMs)).toBeGreaterThanOrEqual(0)
})

test.each(scenarioNames())('%s: a wall gets at most 15 changes a second', (name) => {
  const scenario = scenarioOf(name)
  const untilMs = scenario.startMs + HOUR_MS
  const live = recordsUntil(scenario, 1, untilMs).filter(({ atMs }) => atMs > scenario.startMs)
  expect(live.length / 3_600).toBeLessThan(15)
  expect(live.length / 3_600).toBeGreaterThan(2)
})

/** Signs of life are all alike; two days of them would only make the test slow. */
function withoutPulses(scenario: Scenario, hours: number) {
  return recordsUntil(scenario, 5, scenario.startMs + hours * HOUR_MS)
    .map(({ record }) => record)
    .filter((record, index) => record.unit === undefined || index % 100 === 0)
}

test.each([
  ['luohe-day', 30],
  ['harbin-games', 3],
])('%s: a gateway refuses nothing in %i hours', async (name, hours) => {
  const folder = tempFolder()
  const gateway = createGateway({ dataDir: folder.path })
  try {
    await gateway.start()
    const records = withoutPulses(scenarioOf(name), hours)
    const refusals: string[] = []
    for (let from = 0; from < records.length; from += 500) {
      const part = records.slice(from, from + 500)
      const { results } = await gateway.publish({ source: 'test', records: part, atomic: false })
      refusals.push(...results.flatMap(({ refusal }) => (refusal === '' ? [] : [refusal])))
    }
    expect(refusals).toEqual([])
  } finally {
    await gateway.stop()
    folder.remove()
  }
})
