import { expect, test } from 'vitest'
import { MAP_VIEW_REASONS, MOST_MAP_VIEWS, type MapViewReason } from '../../domain/view/map-view.ts'
import { MapViewChanges } from './map-view-changes.ts'

const change = (reason: MapViewReason, atMs: number) => ({
  reason,
  atMs,
  camera: { lat: 33.58, lon: 114.02, widthM: atMs },
  auto: reason === 'incidents',
})

test('one gesture is one change, and every report tells of what came after the one before', () => {
  const changes = new MapViewChanges()
  for (const [reason, atMs] of [
    ['incidents', 1],
    ['drag', 2],
    ['drag', 3],
    ['refit', 4],
    ['drag', 5],
  ] as const) {
    changes.note(change(reason, atMs))
  }
  expect(changes.take().map(({ reason, atMs }) => [reason, atMs])).toEqual([
    ['incidents', 1],
    ['drag', 3],
    ['refit', 4],
    ['drag', 5],
  ])
  expect(changes.take()).toEqual([])
})

test('no report is larger than the wall takes', () => {
  const changes = new MapViewChanges()
  for (let index = 0; index < 100; index++) {
    changes.note(change(MAP_VIEW_REASONS[index % 3] ?? 'first', index))
  }
  const told = changes.take()
  expect([told.length, told.at(-1)?.atMs]).toEqual([MOST_MAP_VIEWS, 99])
})
