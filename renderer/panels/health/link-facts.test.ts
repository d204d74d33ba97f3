import { expect, test } from 'vitest'
import type { NoticeCode } from '../../../domain/view/link.ts'
import { INITIAL_STATUS } from '../../wall/status.ts'
import { cacheStateOf, stationsOf } from './link-facts.ts'

const withNotices = (...codes: NoticeCode[]) => ({
  ...INITIAL_STATUS,
  notices: codes.map((code) => ({ code, sinceMs: 0, count: 1, detail: '' })),
})

test('the way of a proof is told station by station, in real seconds', () => {
  const proof = { emittedMs: 100_000, storedMs: 100_500, paintedMs: 101_000 }
  expect(stationsOf(proof, 10).map(({ station, tookMs }) => [station, tookMs])).toEqual([
    ['emitted', undefined],
    ['stored', 50],
    ['painted', 50],
  ])
  expect(stationsOf(undefined, 1)).toEqual([])
})

test('a proof that was there before the page tells nothing of the way to the glass', () => {
  const proof = { emittedMs: 100_000, storedMs: 100_500, paintedMs: 160_000, atOpening: true as const }
  expect(stationsOf(proof, 1).map(({ tookMs }) => tookMs)).toEqual([undefined, 500, undefined])
})

test('of several notices of the cache the worst counts', () => {
  expect(cacheStateOf(withNotices())).toBe('written')
  expect(cacheStateOf(withNotices('cache-quarantined'))).toBe('renewed')
  expect(cacheStateOf(withNotices('cache-quarantined', 'cache-write-failed'))).toBe('failing')
})
