import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import type { CaseItem } from '../../domain/view/items.ts'
import { emptyReplica, applyDelta, type Replica } from '../../domain/view/delta.ts'
import { SAMPLE_NOW_MS, sampleCase, sampleWorld } from '../testing/sample-world.ts'
import type { CaseUrgency } from '../wall/survey.ts'
import type { City } from './city.ts'
import { cityFrom } from './city-file.ts'
import { areaOf } from './fit.ts'
import { isRealGpu } from './gpu.ts'
import { contains } from './bounds.ts'
import { cameraOver, projectionOf } from './projection.ts'
import { LayerSource } from './sources/layer-source.ts'

const folder = new URL('../../resources/map/', import.meta.url)
const text = (name: string) => readFile(new URL(name, folder), 'utf8')
const cityOf = async (name: string) => cityFrom(await text(`${name}.json`), await text(`${name}.geojson`))
const replica = emptyReplica()
applyDelta(replica, sampleWorld().delta)

function layersOf(of: Replica, urgencyOf = new Map<string, CaseUrgency>(), city?: City) {
  return new LayerSource(of, () => 0).layers({
    city,
    event: undefined,
    urgencyOf,
    nowMs: SAMPLE_NOW_MS,
    knownToMs: SAMPLE_NOW_MS,
    english: false,
    areaWord: (type) => type,
  })
}
const layers = layersOf(replica, new Map([['case-4', 'breached']]))

test('the bundles that ship are read whole, with seven types of areas and three classes of roads', async () => {
  for (const name of ['luohe', 'harbin']) {
    const city = await cityOf(name)
    expect(city.districts.length).toBeGreaterThanOrEqual(5)
    expect(city.districts.every(({ rings, seat }) => rings.length > 0 && seat !== undefined)).toBe(true)
    expect(city.districts.filter(({ nameEn }) => !/^[A-Z][a-zA-Z ]+$/.test(nameEn ?? ''))).toEqual([])
    expect(new Set(city.areas.map(({ areaType }) => areaType)).size).toBe(7)
    const styles = new Set(layersOf(replica, new Map(), city).strokes.line.map(({ style }) => style))
    expect(styles).toEqual(new Set(['river', 'road-model', 'road-secondary', 'road-back-lane', 'patrol']))
  }
})

test('the area holds the seats near the forces, and not the counties an hour away', async () => {
  const city = await cityOf('luohe')
  const area = areaOf(city, layers)
  if (area === undefined) throw new Error('there is an area')
  const seats = city.districts.filter(({ seat }) => seat !== undefined && contains(area, seat))
  expect(seats.map(({ name }) => name)).toEqual(['源汇区', '郾城区', '召陵区'])
})

test('an urgent case beside the city is in the area, one in another province is not', () => {
  const far = (id: string, lat: number): CaseItem => ({
    ...sampleCase(1, SAMPLE_NOW_MS),
    id,
    position: { lat, lon: 114.03 },
  })
  const other = emptyReplica()
  applyDelta(other, sampleWorld().delta)
  applyDelta(other, { upserts: { case: [far('near', 33.63), far('far', 38)] }, removes: {} })
  const area = areaOf(
    undefined,
    layersOf(
      other,
      new Map([
        ['near', 'breached'],
        ['far', 'breached'],
      ]),
    ),
  )
  if (area === undefined) throw new Error('there is an area')
  expect(contains(area, { lat: 33.63, lon: 114.03 })).toBe(true)
  expect(contains(area, { lat: 38, lon: 114.03 })).toBe(false)
})

test('without a city the map fits what it has; without anything there is no map', () => {
  expect(areaOf(undefined, layers)).toBeDefined()
  expect(areaOf(undefined, layersOf(emptyReplica()))).toBeUndefined()
})

test('the whole area is seen, north is up, a kilometre is as long both ways, and a pixel is its place', () => {
  const area = { south: 33.5, north: 33.6, west: 114, east: 114.3 }
  const projection = projectionOf(cameraOver(area, 800, 600), 800, 600)
  expect(projection.x(114)).toBeCloseTo(0, 6)
  expect(projection.x(114.3)).toBeCloseTo(800, 6)
  expect(projection.y(33.6)).toBeLessThan(projection.y(33.5))
  const kmPerDegreeLon = 111.2 * Math.cos((33.55 * Math.PI) / 180)
  const pxPerKm = (projection.x(114.1) - projection.x(114)) / (0.1 * kmPerDegreeLon)
  expect(pxPerKm).toBeCloseTo(projection.pxPerKm, 3)
  expect(contains(projection.shown, { lat: 33.5, lon: 114.2999 })).toBe(true)
  const place = projection.at(projection.x(114.12), projection.y(33.57))
  expect(place.lon).toBeCloseTo(114.12, 9)
  expect(place.lat).toBeCloseTo(33.57, 9)
})

test('the worst case is drawn last, and a case without a position is counted', () => {
  expect(layers.marks.case.at(-1)).toMatchObject({ id: 'case-4', look: 'case-breached' })
  const lost: CaseItem = { ...sampleCase(1, SAMPLE_NOW_MS) }
  Reflect.deleteProperty(lost, 'position')
  const other = emptyReplica()
  applyDelta(other, { upserts: { case: [lost, sampleCase(2, SAMPLE_NOW_MS)] }, removes: {} })
  const { unplacedCases, marks } = layersOf(other)
  expect(unplacedCases).toBe(1)
  expect(marks.case.map(({ id }) => id)).toEqual(['case-2'])
})

test('software is recognised by its name, and the unknown is not trusted', () => {
  const software = [
    'ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero)), SwiftShader driver)',
    'Mesa, llvmpipe (LLVM 15.0.6, 256 bits)',
    'Microsoft Basic Render Driver',
    undefined,
  ]
  expect(software.map(isRealGpu)).toEqual([false, false, false, false])
  expect(isRealGpu('ANGLE (NVIDIA, NVIDIA GeForce RTX 4070 Direct3D11)')).toBe(true)
})
