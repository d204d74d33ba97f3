import { expect, test } from 'vitest'
import { Datum } from '../../proto/gen/wall/v1/intake.ts'
import { toWgs84 } from './datum.ts'

const PLACES = [
  { name: 'Harbin', lat: 45.8032, lon: 126.535 },
  { name: 'Yabuli', lat: 44.7827, lon: 128.448 },
  { name: 'Luohe', lat: 33.5815, lon: 114.0166 },
]

/** WGS-84 to GCJ-02 by the published formula: an implementation of its own, so that the test can fail. */
function toGcj02({ lat, lon }: { lat: number; lon: number }): { lat: number; lon: number } {
  const semiMajorM = 6_378_245
  const eccentricity2 = 0.00669342162296594323
  const x = lon - 105
  const y = lat - 35
  const wave = (20 * Math.sin(6 * x * Math.PI) + 20 * Math.sin(2 * x * Math.PI)) * (2 / 3)
  const sines = (of: number, a: number, b: number, c: number, d: number): number =>
    ((a * Math.sin(of * Math.PI) + b * Math.sin((of / 3) * Math.PI)) * 2) / 3 +
    ((c * Math.sin((of / 12) * Math.PI) + d * Math.sin((of / 30) * Math.PI)) * 2) / 3
  const root = Math.sqrt(Math.abs(x))
  const north =
    -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + wave + sines(y, 20, 40, 160, 320)
  const east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + wave + sines(x, 20, 40, 150, 300)
  const phi = (lat * Math.PI) / 180
  const magic = 1 - eccentricity2 * Math.sin(phi) ** 2
  return {
    lat: lat + (north * 180) / (((semiMajorM * (1 - eccentricity2)) / (magic * Math.sqrt(magic))) * Math.PI),
    lon: lon + (east * 180) / ((semiMajorM / Math.sqrt(magic)) * Math.cos(phi) * Math.PI),
  }
}

function metresBetween(a: { lat: number; lon: number }, b: { lat: number; lon: number }): number {
  const metresPerDegree = 111_320
  const east = (a.lon - b.lon) * metresPerDegree * Math.cos((a.lat * Math.PI) / 180)
  return Math.hypot((a.lat - b.lat) * metresPerDegree, east)
}

test.for(PLACES)('GCJ-02 in $name comes back within five metres of the truth', ({ lat, lon }) => {
  const shifted = toGcj02({ lat, lon })
  expect(metresBetween(shifted, { lat, lon })).toBeGreaterThan(400)
  expect(
    metresBetween(
      toWgs84(shifted, Datum.DATUM_GCJ02, () => 'p'),
      { lat, lon },
    ),
  ).toBeLessThan(5)
})

test('CGCS2000 is taken as WGS-84', () => {
  const position = { lat: 45.8, lon: 126.5 }
  expect(toWgs84(position, Datum.DATUM_CGCS2000, () => 'p')).toEqual(position)
})

test.for([
  [{ lat: 45, lon: 126 }, Datum.DATUM_UNSPECIFIED, 'p has no datum'],
  [{ lat: 45, lon: 126 }, 9 as Datum, 'p has the unknown datum 9'],
  [{ lat: 126, lon: 45 }, Datum.DATUM_WGS84, 'p.lat is 126'],
  [{ lat: 45, lon: 181 }, Datum.DATUM_WGS84, 'p.lon is 181'],
] as const)('%o with datum %i is refused', ([position, datum, sentence]) => {
  expect(() => toWgs84(position, datum, () => 'p')).toThrow(sentence)
})
