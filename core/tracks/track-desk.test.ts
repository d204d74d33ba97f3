import { expect, test } from 'vitest'
import { ManualClock } from '../../domain/manual-clock.ts'
import type { Unit } from '../../domain/model/duty.ts'
import { unitChange } from '../testing/samples.ts'
import { WallState } from '../wall/wall-state.ts'
import { ServerClock } from '../watch/server-clock.ts'
import { TrackDesk } from './track-desk.ts'

const START_MS = 1_795_305_600_000

function trial() {
  const clock = new ManualClock(START_MS)
  const serverClock = new ServerClock(clock)
  serverClock.remember({ serverMs: START_MS, wallMs: START_MS, rate: 1 })
  const state = new WallState(() => {})
  const desk = new TrackDesk({ serverClock, state, change: (step) => void state.change(step) })
  let revision = 0
  return {
    clock,
    state,
    hear(fields: Partial<Unit>) {
      state.apply([unitChange('u1', ++revision, { heardAtMs: serverClock.nowMs(), ...fields })])
      desk.tick()
    },
    silence(seconds: number) {
      for (let second = 0; second < seconds; second++) {
        clock.advance(1_000)
        desk.tick()
      }
    },
    lats: () => state.replica.track.get('u1')?.points.map(({ lat }) => lat),
  }
}

const at = (lat: number) => ({ lat, lon: 114 })

test('a unit on a case leaves a track, a new position at most every ten seconds', () => {
  const { clock, hear, lats } = trial()
  hear({ caseId: 'c1', position: at(33) })
  clock.advance(9_000)
  hear({ caseId: 'c1', position: at(33.01) })
  expect(lats()).toEqual([33])
  clock.advance(1_000)
  hear({ caseId: 'c1', position: at(33.02) })
  expect(lats()).toEqual([33, 33.02])
  clock.advance(60_000)
  hear({ caseId: 'c1', position: at(33.02001) })
  expect(lats()).toEqual([33, 33.02])
})

test('the last twenty positions are kept, each with the time at which it was heard', () => {
  const { clock, state, hear, lats } = trial()
  for (let step = 0; step < 25; step++) {
    hear({ caseId: 'c1', position: at(33 + step / 100) })
    clock.advance(10_000)
  }
  expect(lats()).toHaveLength(20)
  expect(lats()?.at(-1)).toBe(33.24)
  expect(state.replica.track.get('u1')?.points.at(-1)?.atMs).toBe(START_MS + 240_000)
})

test('a silent unit keeps its track as it is; one that is done with its case loses it', () => {
  const { state, hear, silence, lats } = trial()
  hear({ caseId: 'c1', position: at(33) })
  silence(300)
  expect(lats()).toEqual([33])
  hear({ position: at(33.2) })
  expect(state.replica.track.size).toBe(0)
})
