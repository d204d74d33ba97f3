import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AlarmItem } from '../../../domain/view/alarm-item.ts'
import { alarmItem } from '../../testing/alarm-items.ts'
import {
  afterSecond,
  broughtByHand,
  doesTurn,
  HOLD_SECONDS,
  keysFromGlass,
  keysOnGlass,
  NO_PAGES,
  pageCountOf,
  pageNumberOf,
  readingSecondsOf,
  turnedByHand,
  withRows,
  type AlarmPages,
} from './alarm-pages.ts'
import { alarmListOf, type AlarmRow } from './alarm-rows.ts'

/** Of nine lines three stand. */
const READING_S = readingSecondsOf(6)

/** The high alarms of a flood, in the order of the list. */
class Highs {
  readonly items = new Map<string, AlarmItem>()

  raise(id: string, atS: number): this {
    this.items.set(id, alarmItem(id, 'arrive-breach', { raisedMs: atS * 1_000, announcedMs: atS * 1_000 }))
    return this
  }

  take(id: string): this {
    const item = this.items.get(id)
    if (item !== undefined) this.items.set(id, { ...item, state: 'acknowledged' })
    return this
  }

  get rows(): readonly AlarmRow[] {
    const options = { capacity: 1, lines: 1, zonesOfLine: 1, isFlood: false }
    return alarmListOf(this.items.values(), options).rows
  }
}

function highs(count: number): Highs {
  const all = new Highs()
  for (let index = 1; index <= count; index++) all.raise(String(index).padStart(3, '0'), index)
  return all
}

function seconds(pages: AlarmPages, count: number): AlarmPages {
  let later = pages
  for (let second = 0; second < count; second++) later = afterSecond(later)
  return later
}

test('a page of more lines is read longer, within bounds', () => {
  expect([1, 3, 4, 6, 8, 20].map(readingSecondsOf)).toEqual([5, 5, 6, 8, 10, 10])
})

test('where all fit, they stand in their order and nothing turns', () => {
  const pages = withRows(NO_PAGES, highs(9).rows, 9)
  expect(doesTurn(pages)).toBe(false)
  expect(keysOnGlass(pages)).toEqual(highs(9).rows.map(({ key }) => key))
  expect(seconds(pages, 100)).toEqual(pages)
  expect(turnedByHand(pages, 1)).toEqual(pages)
})

test('the first and the newest stand, the others turn by themselves, round and round', () => {
  let pages = withRows(NO_PAGES, highs(20).rows, 9)
  const glass: (readonly string[])[] = []
  for (let page = 0; page < 4; page++) {
    glass.push(keysOnGlass(pages))
    expect(seconds(pages, READING_S - 1).page).toEqual(pages.page)
    pages = seconds(pages, READING_S)
  }
  expect(glass).toEqual([
    ['001', '002', '020', '003', '004', '005', '006', '007', '008'],
    ['001', '002', '020', '009', '010', '011', '012', '013', '014'],
    ['001', '002', '020', '015', '016', '017', '018', '019'],
    glass[0],
  ])
  expect([pageNumberOf(pages), pageCountOf(pages)]).toEqual([2, 3])
})

test('what is read stays where it is while others are taken or go', () => {
  const all = highs(20)
  let pages = seconds(withRows(NO_PAGES, all.rows, 9), READING_S)
  expect(pages.page).toEqual(['009', '010', '011', '012', '013', '014'])
  pages = withRows(pages, all.take('001').take('004').rows, 9)
  expect(pages.standing).toEqual(['002', '003', '020'])
  expect(pages.page).toEqual(['009', '010', '011', '012', '013', '014'])
  all.items.delete('010')
  pages = withRows(pages, all.take('012').rows, 9)
  expect(pages.page).toEqual(['009', '011', '012', '013', '014'])
  expect([pageNumberOf(pages), pageCountOf(pages)]).toEqual([2, 3])
  // What was taken while it stood has been seen; the next round has it.
  pages = seconds(pages, READING_S)
  expect(pages.page).toEqual(['015', '016', '017', '018', '019'])
  expect(keysFromGlass(seconds(pages, READING_S)).slice(-3)).toEqual(['001', '004', '012'])
})

test('an alarm that comes moves no page: it stands as the newest, and what stood so is in the next round', () => {
  const all = highs(20)
  const before = seconds(withRows(NO_PAGES, all.rows, 9), 3 * READING_S)
  const after = withRows(before, all.raise('n1', 30).rows, 9)
  expect(after.standing).toEqual(['001', '002', 'n1'])
  expect([after.page, pageNumberOf(after)]).toEqual([before.page, 1])
  expect(after.late).toEqual(['020'])
  expect(seconds(after, 5 * READING_S).page).toContain('020')
})

test('a hand turns to and fro and holds', () => {
  const all = highs(20)
  const first = withRows(NO_PAGES, all.rows, 9)
  let pages = turnedByHand(first, -1)
  expect(pages.page).toEqual(['015', '016', '017', '018', '019'])
  expect(turnedByHand(pages, 1).page).toEqual(first.page)
  expect(seconds(pages, HOLD_SECONDS - 1).page).toEqual(pages.page)
  expect(seconds(pages, HOLD_SECONDS).page).toEqual(first.page)
  pages = turnedByHand(turnedByHand(first, 1), 1)
  expect(turnedByHand(pages, -1).page).toEqual(['009', '010', '011', '012', '013', '014'])
  // What comes is seen on the line of the newest, or in the next round.
  pages = withRows(pages, all.raise('n1', 30).raise('n2', 30).raise('n3', 30).rows, 9)
  expect(keysOnGlass(pages)).toEqual(['001', '002', 'n3', '015', '016', '017', '018', '019'])
  expect(pages.late).toEqual(['020', 'n1', 'n2'])
  expect(seconds(pages, HOLD_SECONDS).ahead.slice(-3)).toEqual(['020', 'n1', 'n2'])
})

test('a row that is chosen brings its page and holds it', () => {
  const pages = withRows(NO_PAGES, highs(20).rows, 9)
  const there = broughtByHand(pages, '016')
  expect(there.page).toEqual(['015', '016', '017', '018', '019'])
  expect(seconds(there, HOLD_SECONDS - 1).page).toEqual(there.page)
  expect(broughtByHand(there, '010').page).toEqual(['009', '010', '011', '012', '013', '014'])
  expect(broughtByHand(there, '001').page).toEqual(there.page)
  expect(keysFromGlass(pages).slice(8, 11)).toEqual(['008', '009', '010'])
})

test('what was announced last is the newest, wherever it stands in the list', () => {
  const all = highs(20)
  const worse = { raisedMs: 0, announcedMs: 500_000 }
  all.items.set('worse', alarmItem('worse', 'arrive-breach', worse))
  const pages = withRows(NO_PAGES, all.rows, 9)
  expect([pages.newest, ...pages.standing]).toEqual(['worse', 'worse', '001', '002'])
})

test('on one line nothing turns by itself: a key means what is read', () => {
  const pages = withRows(NO_PAGES, highs(3).rows, 1)
  expect(seconds(pages, 100)).toEqual(pages)
  expect(turnedByHand(pages, 1).page).toEqual(['002'])
})

test('what waits for the next round is counted among the pages', () => {
  const all = highs(10)
  let pages = seconds(withRows(NO_PAGES, all.rows, 9), READING_S)
  expect([pageNumberOf(pages), pageCountOf(pages)]).toEqual([2, 2])
  pages = withRows(pages, all.raise('n1', 30).raise('n2', 31).rows, 9)
  expect(pages.late.length).toBeGreaterThan(0)
  expect(pageCountOf(pages)).toBe(3)
})

const lineCount = fc.integer({ min: 2, max: 25 })

test('in as many readings as there are pages, every one was on the glass', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 80 }), lineCount, (count, lines) => {
      let pages = withRows(NO_PAGES, highs(count).rows, lines)
      const seen = new Set(keysOnGlass(pages))
      for (let page = pageCountOf(pages); page > 1; page--) {
        pages = seconds(pages, readingSecondsOf(pages.size))
        for (const key of keysOnGlass(pages)) seen.add(key)
      }
      expect(seen.size).toBe(count)
      expect(pageNumberOf(pages)).toBe(pageCountOf(pages))
    }),
  )
})

interface Step {
  readonly raised: number
  /** Which of those that are there is taken, and which goes. */
  readonly taken: number
  readonly gone: number
  readonly hand: 'none' | 'next' | 'back' | 'bring'
}

const step = fc.record<Step>({
  raised: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(20)),
  taken: fc.nat(),
  gone: fc.nat(),
  hand: fc.constantFrom('none', 'none', 'none', 'next', 'back', 'bring'),
})

/** One second of a bad evening; `t` had been taken before it began, and stays. */
function after(
  pages: AlarmPages,
  all: Highs,
  second: number,
  lines: number,
  { raised, taken, gone, hand }: Step,
) {
  const ids = [...all.items.keys()].filter((id) => id !== 't')
  const one = (index: number): string => ids[index % Math.max(1, ids.length)] ?? ''
  if (taken % 2 === 0) all.take(one(taken))
  if (gone % 3 === 0) all.items.delete(one(gone))
  for (let index = 0; index < raised; index++) all.raise(`${second}.${index}`, second)
  const moved = afterSecond(withRows(pages, all.rows, lines))
  if (hand === 'none') return moved
  return hand === 'bring' ? broughtByHand(moved, one(gone)) : turnedByHand(moved, hand === 'next' ? 1 : -1)
}

test('whatever comes, goes, is taken or turned: each is in one place, the first and the newest on the glass', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 1, max: 25 }), (steps, lines) => {
      const all = highs(10).raise('t', 0).take('t')
      let pages = NO_PAGES
      for (const [second, one] of steps.entries()) {
        pages = after(pages, all, second, lines, one)
        const { rows } = all
        const glass = keysOnGlass(pages)
        expect(keysFromGlass(pages).toSorted()).toEqual(rows.map(({ key }) => key).toSorted())
        expect(glass.length).toBeLessThanOrEqual(lines)
        if (rows.length > 0) expect(pages.page.length).toBeGreaterThan(0)
        if (lines < 2) continue
        expect(glass).toContain(rows[0]?.key)
        const untaken = rows.filter(({ item }) => item.state === 'unacknowledged')
        const lastMs = Math.max(...untaken.map(({ item }) => item.announcedMs))
        if (lines >= 3 && untaken.length > 0)
          expect(untaken.some(({ key, item }) => item.announcedMs === lastMs && glass.includes(key))).toBe(
            true,
          )
      }
    }),
  )
})

const MOST_AT_ONCE = 24

test('in a storm of news, what was taken long ago is seen again in every round', () => {
  const raised = fc.array(fc.oneof(fc.constant(0), fc.nat(3), fc.nat(20)), { minLength: 300, maxLength: 300 })
  fc.assert(
    fc.property(raised, fc.integer({ min: 6, max: 12 }), (news, lines) => {
      const all = highs(10).raise('t', 0).take('t')
      let pages = NO_PAGES
      let unseenS = 0
      for (const [second, count] of news.entries()) {
        for (let index = 0; index < count; index++) all.raise(`${second}.${index}`, second)
        for (const id of [...all.items.keys()].filter((key) => key !== 't').slice(0, -MOST_AT_ONCE))
          all.items.delete(id)
        pages = afterSecond(withRows(pages, all.rows, lines))
        unseenS = keysOnGlass(pages).includes('t') ? 0 : unseenS + 1
        const pageCount = Math.ceil(MOST_AT_ONCE / pages.size) + 1
        expect(unseenS).toBeLessThanOrEqual(readingSecondsOf(pages.size) * pageCount * 2)
      }
    }),
    { numRuns: 30 },
  )
})
