import { expect, test } from 'vitest'
import type { Link } from '../../domain/view/link.ts'
import { sampleWorld, SAMPLE_NOW_MS, sampleCase } from '../testing/sample-world.ts'
import { CaseIndex } from '../wall/case-index.ts'
import { INITIAL_STATUS, type WallStatus } from '../wall/status.ts'
import { surveyOf } from '../wall/survey.ts'
import { laneRowsOf, sourceCountsOf } from './flow/lane-rows.ts'
import { linkWord, uncertaintySeconds } from '../wall/link-word.ts'
import { bannerKind, emptySentence } from './map/banner.ts'

const { link } = sampleWorld()
const neverLoaded: Link = { ...link }
Reflect.deleteProperty(neverLoaded, 'asOfMs')
const connected = (more: Partial<Link>): WallStatus => ({
  ...INITIAL_STATUS,
  core: 'connected',
  link: { ...link, ...more },
})

test('the loss of the core comes before whatever it said last', () => {
  expect(linkWord(INITIAL_STATUS)).toBe('connecting')
  expect(linkWord(connected({ state: 'stale' }))).toBe('stale')
  expect(linkWord({ ...connected({}), core: 'lost' })).toBe('core-lost')
})

test('each kind of trouble has its sentence over the map', () => {
  expect(bannerKind(connected({}))).toBe('none')
  expect(bannerKind(connected({ state: 'offline' }))).toBe('offline')
  expect(bannerKind(connected({ state: 'stale' }))).toBe('stale')
  expect(bannerKind(connected({ loading: { done: 1, total: 9 } }))).toBe('loading')
  expect(bannerKind({ ...connected({}), core: 'lost' })).toBe('core-lost')
  expect(bannerKind({ ...INITIAL_STATUS, refused: { reason: 'protocol 9' } })).toBe('refused')
  expect(bannerKind({ ...INITIAL_STATUS, core: 'connected', link: neverLoaded })).toBe('empty')
})

test('an empty wall says what it is trying', () => {
  expect(emptySentence(INITIAL_STATUS)).toBe('banner.emptyConnecting')
  expect(emptySentence({ ...INITIAL_STATUS, core: 'lost' })).toBe('banner.emptyCoreLost')
  expect(emptySentence(connected({ state: 'offline' }))).toBe('banner.emptyTrying')
})

test('a clock that is known to half a second needs no word', () => {
  expect(uncertaintySeconds({ ...INITIAL_STATUS, uncertaintyMs: 499 })).toBeUndefined()
  expect(uncertaintySeconds({ ...INITIAL_STATUS, uncertaintyMs: 1_240 })).toBe('1.2')
})

test('lanes are measured against the fullest, and an empty lane has no age', () => {
  const cases = new CaseIndex()
  const items = [0, 1, 2].map((index) => ({ ...sampleCase(index, SAMPLE_NOW_MS), stage: 'handle' as const }))
  cases.apply({
    upserts: { case: [...items, { ...sampleCase(9, SAMPLE_NOW_MS), stage: 'close' }] },
    removes: {},
  })
  const rows = laneRowsOf(cases, surveyOf(cases.open.values(), SAMPLE_NOW_MS, SAMPLE_NOW_MS))
  expect(rows.map(({ lane, count }) => [lane, count])).toEqual([
    ['report', 0],
    ['register', 0],
    ['dispatch', 0],
    ['handle', 3],
    ['check', 0],
    ['close', 1],
    ['evaluate', 0],
  ])
  expect(rows[3]?.share).toBe(1)
  expect(rows[5]?.share).toBeCloseTo(1 / 3, 5)
  expect(rows[0]).not.toHaveProperty('oldestMs')
})

test('sources are ordered by how much they bring, silent ones left out', () => {
  expect(sourceCountsOf({ ai: 2, video: 0, public: 7 })).toEqual([
    { source: 'public', count: 7 },
    { source: 'ai', count: 2 },
  ])
})
