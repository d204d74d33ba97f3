import { expect, expectTypeOf, test } from 'vitest'
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

// Checked by the compiler: `npm run check` fails where one of these does not hold.
test('a number without provenance does not compile where the glass counts', () => {
  type Tile = KpiTileProps['value']
  expectTypeOf<Dated<number> | undefined>().toExtend<Tile>()
  expectTypeOf<number>().not.toExtend<Tile>()
  // Nor does a time that somebody put there by hand.
  expectTypeOf<{ value: number; asOfMs: number; from: 'live' }>().not.toExtend<Tile>()
  expectTypeOf<string>().not.toExtend<PanelFrameProps['info']>()
  expectTypeOf<{ lane: 'handle'; count: number }>().not.toExtend<LaneRowProps['dated']>()
  expectTypeOf<Dated<number>>().not.toExtend<Dated<string>>()
})
