import { expect, test } from 'vitest'
import { SCENE_NAMES, type Arrangement } from '../../domain/view/display-item.ts'
import {
  arrangementFor,
  asShares,
  gridStyle,
  neededRem,
  panelsIn,
  withGuests,
  withBanner,
} from './arrangement.ts'
import { plainArrangements } from './plain-scenes.ts'
import { arrangedScene } from './scene-arrangement.ts'

const OVERVIEW = plainArrangements('overview', { widthRem: 90, heightRem: 50 })

function widthOf(arrangement: Arrangement | undefined): number | undefined {
  return arrangement?.areas[0]?.split(' ').length
}

test('the widest arrangement for the shape of the window is taken', () => {
  expect(widthOf(arrangementFor(OVERVIEW, { widthRem: 160, heightRem: 45 }))).toBe(4)
  expect(widthOf(arrangementFor(OVERVIEW, { widthRem: 98, heightRem: 55 }))).toBe(3)
  expect(widthOf(arrangementFor(OVERVIEW, { widthRem: 43, heightRem: 77 }))).toBe(1)
})

test('where large text leaves no room for three columns, fewer are taken, and the text stays', () => {
  expect(widthOf(arrangementFor(OVERVIEW, { widthRem: 60, heightRem: 34 }))).toBe(1)
})

test('without arrangements there is none to take', () => {
  expect(arrangementFor([], { widthRem: 90, heightRem: 50 })).toBeUndefined()
})

test('what tracks need: the fixed ones in full, the others something to hold', () => {
  expect(neededRem('minmax(0, 23rem) minmax(0, 1fr) minmax(0, 33rem)', 24)).toBe(80)
  expect(neededRem('2.9rem auto 1fr', 16)).toBeCloseTo(26.2, 5)
})

test('a small picture of a scene has the same shares', () => {
  expect(asShares('minmax(0, 23rem) minmax(0, 1fr) 33rem', 100)).toBe(
    'minmax(0, 23fr) minmax(0, 44fr) minmax(0, 33fr)',
  )
})

test('with guests the scene takes the arrangement for the room that is left', () => {
  const guests = [{ panel: 'alarms', fromDisplayId: 'east' } as const]
  const room = { widthRem: 82, heightRem: 46 }
  const alone = arrangedScene('overview', undefined, [], room)
  const beside = arrangedScene('overview', undefined, guests, room)
  expect(alone?.panels).toContain('flow')
  expect(beside?.panels).not.toContain('flow')
  expect(beside?.guests).toEqual(guests)
  expect(
    arrangedScene('overview', undefined, [{ panel: 'board', fromDisplayId: 'e' }], room)?.guests,
  ).toEqual([])
})

test('every scene has panels without any layout, each in one place', () => {
  for (const scene of SCENE_NAMES)
    for (const widthRem of [43, 70, 100, 160]) {
      const room = { widthRem, heightRem: 50 }
      const found = arrangementFor(plainArrangements(scene, room), room)
      expect(found && panelsIn(found).length, scene).toBeGreaterThan(0)
      expect(new Set(found?.areas.map((row) => row.split(' ').length)).size, scene).toBe(1)
    }
})

test('guests stand beside a wide scene and below a narrow one, and the header spans them', () => {
  const [, middle, narrow] = OVERVIEW
  if (middle === undefined || narrow === undefined) throw new Error('the overview has three arrangements')
  const wide = withGuests(middle, { widthRem: 98, heightRem: 55 }, 1)
  expect(wide.areas[0]).toBe('head head head head')
  expect(wide.areas[2]).toBe('flow map board guests')
  expect(withGuests(narrow, { widthRem: 43, heightRem: 77 }, 1).areas.at(-1)).toBe('guests')
})

test('a banner has a row of its own below the header, over the whole width', () => {
  const [wide] = OVERVIEW
  if (wide === undefined) throw new Error('the overview has three arrangements')
  const found = withBanner(wide)
  expect(found.areas.slice(0, 3)).toEqual([
    'head head head head',
    'banner banner banner banner',
    'kpi kpi kpi kpi',
  ])
  expect(found.rows).toBe('2.9rem auto auto minmax(0, 1fr)')
})

test('a layout is CSS in its own words', () => {
  const style = gridStyle({
    minAspect: 0,
    areas: ['head head', 'map board'],
    columns: '1fr 2rem',
    rows: 'a b',
  })
  expect(style['gridTemplateAreas']).toBe("'head head' 'map board'")
})
