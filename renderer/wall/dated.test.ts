import { expect, test } from 'vitest'
import type { PanelFrameProps } from '../components/panel-frame-props.ts'
import type { LaneRowProps } from '../panels/flow/lane-rows.ts'
import type { KpiTileProps } from '../panels/kpi/kpi-tile-props.ts'
import { dated, presumed, type Dated } from './dated.ts'
import type { Freshness } from './status.ts'

const live: Freshness = { state: 'live', loaded: true, asOfMs: 1_000, ageMs: 400, stale: false }
const offline: Freshness = { state: 'offline', loaded: true, asOfMs: 1_000, ageMs: 90_000, stale: true }

test('a value says as of when it holds, and whether it is live, from the cache or reckoned', () => {
  expect(dated(live, 312)).toEqual({ value: 312, asOfMs: 1_000, from: 'live' })
  expect(dated(offline, 312)).toEqual({ value: 312, asOfMs: 1_000, from: 'cache' })
  expect(presumed(live, 2)).toEqual({ value: 2, asOfMs: 1_000, from: 'presumed' })
})

test('what was never loaded, or is not there, has no value at all: it is not zero', () => {
  expect(dated({ state: 'offline', loaded: false, stale: true }, 0)).toBeUndefined()
  expect(dated(live, undefined)).toBeUndefined()
})

// Checked by the compiler: each of these lines is an error, or the check of the types fails.
test('a number without provenance does not compile where the glass counts', () => {
  const named = { name: 'filed', title: '今日立案' }
  // @ts-expect-error a bare number
  const bare: KpiTileProps = { ...named, value: 312 }
  // @ts-expect-error a number with a time that somebody put there by hand
  const byHand: KpiTileProps = { ...named, value: { value: 312, asOfMs: 1_000, from: 'live' } }
  // @ts-expect-error a bare sentence of counts
  const info: PanelFrameProps = { title: '案件流', info: '在办 43' }
  // @ts-expect-error a bare lane
  const lane: LaneRowProps = { dated: { lane: 'handle', count: 3 } }
  const honest: KpiTileProps = { ...named, value: dated(live, 312) }
  // @ts-expect-error the value inside is not lost on the way
  const wrong: Dated<string> | undefined = dated(live, 312)
  expect([bare, byHand, info, lane, honest, wrong]).toHaveLength(6)
})
