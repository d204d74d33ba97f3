import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import type { CaseItem } from '../../domain/view/items.ts'
import { emptyReplica, applyDelta } from '../../domain/view/delta.ts'
import { SAMPLE_NOW_MS, sampleCase, sampleWorld } from '../testing/sample-world.ts'
import { fitProjection } from './canvas-map/projection.ts'
import { cityFrom } from './city-file.ts'
import { areaOf } from './fit.ts'
import { isRealGpu } from './gpu.ts'
import { layersOf } from './layers.ts'
import { contains } from './map-view.ts'

const folder = new URL('../../resources/map/', import.meta.url)
const text = (name: string) => readFile(new URL(name, folder), 'utf8')
const replica = emptyReplica()
applyDelta(replica, sampleWorld().delta)
const layers = layersOf(replica, new Map([['case-4', 'breached']]), SAMPLE_NOW_MS)

test('the bundles that ship are read whole', async () => {
  for (const name of ['luohe', 'harbin']) {
    const city = cityFrom(await text(`${name}.json`), await text(`${name}.geojson`))
    expect(city.districts.length).toBeGreaterThanOrEqual(5)
    expect(city.districts.every(({ rings, seat }) => rings.length > 0 && seat !== undefined)).toBe(true)
    expect(city.lines.some(({ kind }) => kind === 'river')).toBe(true)
  }
})

test('the area holds the seats near the forces, and not the counties an hour away', async () => {
  const city = cityFrom(await text('luohe.json'), await text('luohe.geojson'))
  const area = areaOf(city, layers)
  if (area === undefined) throw new Error('there is an area')
  const seats = city.districts.filter(({ seat }) => seat !== undefined && contains(area, seat))
  expect(seats.map(({ name }) => name)).toEqual(['源汇区', '郾城区', '召陵区'])
})

test('without a city the map fits what it has; without anything there is no map', () => {
  expect(areaOf(undefined, layers)).toBeDefined()
  const nothing = layersOf(emptyReplica(), new Map(), SAMPLE_NOW_MS)
  expect(areaOf(undefined, nothing)).toBeUndefined()
})

test('the whole area is on the canvas, north is up, and a kilometre is as long both ways', () => {
  const area = { south: 33.5, north: 33.6, west: 114, east: 114.3 }
  const projection = fitProjection(area, 800, 600)
  expect(projection.x(114)).toBeCloseTo(0, 6)
  expect(projection.x(114.3)).toBeCloseTo(800, 6)
  expect(projection.y(33.6)).toBeLessThan(projection.y(33.5))
  const kmPerDegreeLon = 111.2 * Math.cos((33.55 * Math.PI) / 180)
  expect((projection.x(114.1) - projection.x(114)) / (0.1 * kmPerDegreeLon)).toBeCloseTo(
    projection.pxPerKm,
    3,
  )
  expect(contains(projection.shown, { lat: 33.5, lon: 114.3 })).toBe(true)
})

test('the worst case is drawn last, and a case without a position is counted', () => {
  expect(layers.cases.at(-1)).toMatchObject({ id: 'case-4', urgency: 'breached' })
  const lost: CaseItem = { ...sampleCase(1, SAMPLE_NOW_MS) }
  Reflect.deleteProperty(lost, 'position')
  const other = emptyReplica()
  applyDelta(other, { upserts: { case: [lost, sampleCase(2, SAMPLE_NOW_MS)] }, removes: {} })
  expect(layersOf(other, new Map(), SAMPLE_NOW_MS)).toMatchObject({
    unplacedCases: 1,
    cases: [{ id: 'case-2' }],
  })
})

test('software is recognised by its name, and the unknown is not trusted', () => {
  expect(isRealGpu('ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero)), SwiftShader driver)')).toBe(
    false,
  )
  expect(isRealGpu('Mesa, llvmpipe (LLVM 15.0.6, 256 bits)')).toBe(false)
  expect(isRealGpu('Microsoft Basic Render Driver')).toBe(false)
  expect(isRealGpu(undefined)).toBe(false)
  expect(isRealGpu('ANGLE (NVIDIA, NVIDIA GeForce RTX 4070 Direct3D11)')).toBe(true)
})
