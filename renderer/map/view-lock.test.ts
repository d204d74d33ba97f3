import { expect, test } from 'vitest'
import { contains } from './bounds.ts'
import { projectionOf } from './projection.ts'
import { ViewLock } from './view-lock.ts'

const SIZE = { widthPx: 800, heightPx: 600 }
const CITY = { south: 33.5, north: 33.6, west: 114, east: 114.1 }
const LARGER = { ...CITY, east: 114.5 }
const PLACE = { lat: 33.55, lon: 114.02 }

function fitted(): ViewLock {
  const lock = new ViewLock()
  lock.incidents(2, CITY, SIZE)
  return lock
}

test('the view is fitted when the set of incidents changes, and not when the area alone does', () => {
  const lock = fitted()
  const before = lock.view
  lock.incidents(2, LARGER, SIZE)
  expect(lock.view).toBe(before)
  lock.incidents(3, LARGER, SIZE)
  expect(lock.view).toMatchObject({ reason: 'incidents', auto: true })
  const { camera } = lock.view ?? { camera: { lat: 0, lon: 0, widthM: 1 } }
  expect(contains(projectionOf(camera, 800, 600).shown, { lat: 33.55, lon: 114.47 })).toBe(true)
})

test('another set that is seen well leaves the view where it is', () => {
  const lock = fitted()
  const before = lock.view
  lock.incidents(1, { ...CITY, east: 114.09 }, SIZE)
  expect(lock.view).toBe(before)
})

test('a map of another shape is fitted again when it shows the incidents no longer, and only while nobody holds it', () => {
  const strip = { widthPx: 1600, heightPx: 150 }
  const lock = fitted()
  const before = lock.view
  lock.shape(CITY, { widthPx: 820, heightPx: 620 })
  expect(lock.view).toBe(before)
  lock.shape(CITY, strip)
  expect(lock.view).toMatchObject({ reason: 'shape', auto: true })
  const { camera } = lock.view ?? { camera: { lat: 0, lon: 0, widthM: 1 } }
  const { shown } = projectionOf(camera, strip.widthPx, strip.heightPx)
  expect([contains(shown, { lat: 33.51, lon: 114 }), contains(shown, { lat: 33.59, lon: 114.1 })]).toEqual([
    true,
    true,
  ])
  lock.gesture('drag', { ...PLACE, widthM: 5_000 })
  lock.shape(CITY, SIZE)
  expect(lock.view?.reason).toBe('drag')
})

test('a gesture locks the view until the key fits it again', () => {
  const lock = fitted()
  lock.gesture('drag', { ...PLACE, widthM: 5_000 })
  lock.incidents(4, LARGER, SIZE)
  expect(lock.view).toMatchObject({ reason: 'drag', auto: false, camera: PLACE })
  lock.refit(LARGER, SIZE)
  expect(lock.view).toMatchObject({ reason: 'refit', auto: true })
  lock.incidents(5, CITY, SIZE)
  expect(lock.view?.reason).toBe('incidents')
})

test('a row zooms to its place; the same row again brings back exactly the view before, auto or locked', () => {
  const lock = fitted()
  const before = lock.view
  lock.row('case-1', PLACE)
  expect(lock.view).toMatchObject({ reason: 'row', auto: false, camera: PLACE })
  lock.row('case-2', { lat: 33.56, lon: 114.05 })
  lock.row('case-2', { lat: 33.56, lon: 114.05 })
  expect(lock.view?.camera).toBe(before?.camera)
  expect(lock.view).toMatchObject({ reason: 'row-back', auto: true })
  lock.gesture('wheel', { ...PLACE, widthM: 700 })
  lock.row('case-1', PLACE)
  expect(lock.view?.camera.widthM).toBe(700)
  lock.row('case-1', PLACE)
  expect(lock.view).toMatchObject({ reason: 'row-back', auto: false })
})

test('a row without a place leaves the view', () => {
  const lock = fitted()
  const before = lock.view
  lock.row('case-1', undefined)
  expect(lock.view).toBe(before)
})

test("a seat's camera comes before everything while it is set, and gives the view back fitted", () => {
  const lock = fitted()
  const camera = { ...PLACE, widthM: 3_000 }
  lock.seat(camera, CITY, SIZE)
  lock.gesture('drag', { lat: 0, lon: 0, widthM: 1_000 })
  lock.incidents(6, LARGER, SIZE)
  lock.refit(CITY, SIZE)
  lock.row('case-1', PLACE)
  expect(lock.view).toEqual({ camera, reason: 'seat', auto: false })
  lock.seat(undefined, CITY, SIZE)
  expect(lock.view).toMatchObject({ reason: 'refit', auto: true })
})
