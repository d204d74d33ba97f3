import { expect, test } from 'vitest'
import type { City } from './city.ts'
import { compose, idsOf } from './composition.ts'
import { noLayers, type MapLayers, type Mark } from './layers.ts'
import type { LookName } from './looks.ts'
import { projectionOf } from './projection.ts'

const CENTER = { lat: 45.75, lon: 126.65 }
const projection = projectionOf({ ...CENTER, widthM: 20_000 }, 1000, 800)
const NOBODY = { city: undefined, english: false }

/** `dx`, `dy` in pixels from the middle. */
function mark(id: string, look: LookName, dx: number, dy: number, more: Partial<Mark> = {}): Mark {
  return { id, look, position: projection.at(500 + dx, 400 + dy), ...more }
}

function withMarks(marks: Partial<MapLayers['marks']>): MapLayers {
  const none = noLayers()
  return { ...none, marks: { ...none.marks, ...marks } }
}

const near = [
  mark('a', 'case-normal', 2, 2),
  mark('b', 'case-at-risk', 4, 3),
  mark('c', 'case-breached', 3, 5),
  mark('d', 'case-normal', 5, 4),
]

test('near cases become one with their number, at the place and with the symbol of the most urgent', () => {
  const { marks, labels } = compose(withMarks({ case: near }), projection, 16, NOBODY)
  expect(marks.case).toHaveLength(1)
  expect(marks.case[0]?.mark).toMatchObject({ id: 'c', look: 'case-breached' })
  expect(marks.case[0]?.members?.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd'])
  expect(labels.map(({ text }) => text)).toContain('4')
})

test('a case with a high alarm is never inside a cluster, and lies on top of it', () => {
  const alone = mark('e', 'case-breached', 4, 4, { alone: true })
  const { marks } = compose(withMarks({ case: [...near, alone] }), projection, 16, NOBODY)
  expect(marks.case.map(({ mark: { id } }) => id)).toEqual(['c', 'e'])
  expect(marks.case[1]?.members).toBeUndefined()
})

test('closer to the ground the same cases are told apart', () => {
  const closer = projectionOf({ ...CENTER, widthM: 1_000 }, 1000, 800)
  const { marks } = compose(withMarks({ case: near }), closer, 16, NOBODY)
  expect(marks.case).toHaveLength(4)
})

test('a cluster of devices shows the one that is not well', () => {
  const devices = [
    mark('v1', 'device-video-online', 2, 2),
    mark('v2', 'device-video-offline', 3, 3),
    mark('p1', 'device-parking-monitor-online', 4, 4),
  ]
  const { marks } = compose(withMarks({ device: devices }), projection, 16, NOBODY)
  expect(marks.device.map(({ mark: { look } }) => look)).toEqual(['device-video-offline'])
})

test('no case is lost in clusters: every one within the edge has its id on the map', () => {
  const many = Array.from({ length: 2_000 }, (_, index) =>
    mark(`c${index}`, 'case-normal', ((index * 37) % 900) - 450, ((index * 53) % 700) - 350),
  )
  const beyond = mark('beyond', 'case-normal', 5_000, 0)
  const composition = compose(withMarks({ case: [...many, beyond] }), projection, 16, NOBODY)
  expect(idsOf(composition).case.toSorted()).toEqual(many.map(({ id }) => id).sort())
  expect(composition.outsideCount).toBe(1)
})

test('three thousand cells are drawn where they can be told apart, else their networks', () => {
  const cell = Array.from({ length: 3_000 }, (_, index) =>
    mark(`g${index}`, 'cell', (index % 60) * 8 - 240, Math.floor(index / 60) * 8 - 200),
  )
  const network = [mark('n1', 'network', 0, 0)]
  const layers = withMarks({ cell, network })
  const here = compose(layers, projection, 16, NOBODY)
  expect([here.marks.cell.length, here.marks.network.length]).toEqual([3_000, 0])
  const far = compose(layers, projectionOf({ ...CENTER, widthM: 100_000 }, 1000, 800), 16, NOBODY)
  expect([far.marks.cell.length, far.marks.network.length]).toEqual([0, 1])
})

test('districts and places are named in the language of the page; one without an English name keeps its own', () => {
  const seat = (dx: number) => projection.at(500 + dx, 300)
  const city: City = {
    cityCode: '230100',
    attribution: '',
    districts: [
      { code: '1', name: '道里区', nameEn: 'Daoli', seat: seat(-200), rings: [] },
      { code: '2', name: '新区', seat: seat(200), rings: [] },
    ],
    places: [
      {
        id: 'p',
        name: '中央大街',
        nameEn: 'Central Street',
        kind: 'street',
        position: projection.at(500, 600),
      },
    ],
    lines: [],
    areas: [],
  }
  const textsOf = (english: boolean) =>
    compose(noLayers(), projection, 16, { city, english })
      .labels.map(({ text }) => text)
      .sort()
  expect(textsOf(true)).toEqual(['Central Street', 'Daoli', '新区'])
  expect(textsOf(false)).toEqual(['中央大街', '新区', '道里区'].sort())
})
