import { expect, test } from 'vitest'
import { samplePack, SAMPLE_T_MS } from '../../../domain/event/testing/sample-pack.ts'
import type { EventItem } from '../../../domain/view/event-item.ts'
import { sampleCase } from '../../testing/sample-world.ts'
import { eventsInOrder } from './event-choice.ts'
import { incidentsOf } from './incident-rows.ts'

const pack = samplePack()
const item = (id: string, more: Partial<EventItem>): EventItem => ({
  id,
  file: `${id}.json`,
  state: 'checked',
  problems: [],
  preflight: [],
  ticks: {},
  ...more,
})

test('the active event is shown; without one the next that is not over, refused ones last', () => {
  const items = [
    item('refused', { state: 'refused' }),
    item('over', { pack }),
    item('next', { pack: samplePack({ startMs: pack.startMs + 1, endMs: pack.endMs + 10 }) }),
  ]
  const idsOf = (given: readonly EventItem[]) => eventsInOrder(given, pack.endMs + 1).map(({ id }) => id)
  expect(idsOf(items)).toEqual(['next', 'over', 'refused'])
  expect(idsOf([...items, item('active', { state: 'active', pack })])[0]).toBe('active')
})

test('cordons come before routes, within them what runs out next; the rest is counted', () => {
  const nowMs = SAMPLE_T_MS - 1_800_000
  const at = (id: string, lat: number, lon: number, limitMs?: number) => ({
    ...sampleCase(1, nowMs),
    id,
    closed: false,
    position: { lat, lon },
    clocks:
      limitMs === undefined
        ? []
        : [{ kind: 'arrive' as const, startMs: nowMs - 60_000, limitMs, atRiskPercent: 80, pauses: [] }],
  })
  const cases = [
    at('route', 45.748, 126.66, 1_000),
    at('waits', 45.737, 126.694),
    at('late', 45.737, 126.694, 30_000),
    at('runs', 45.737, 126.694, 300_000),
    at('elsewhere', 45.9, 126.6, 1_000),
    { ...at('closed', 45.737, 126.694, 1_000), closed: true },
  ]
  const found = incidentsOf(pack, cases, nowMs, nowMs)
  expect(found.rows.map(({ key }) => key)).toEqual(['late', 'runs', 'waits', 'route'])
  expect(found).toMatchObject({ zoneCount: 3, routeCount: 1, outsideCount: 1, overdueCount: 2 })
})
