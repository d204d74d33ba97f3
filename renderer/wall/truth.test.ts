import { expect, test } from 'vitest'
import { ManualClock } from '../../domain/manual-clock.ts'
import { ManualFrames, MemoryRoad } from '../testing/memory-road.ts'
import { SAMPLE_NOW_MS, sampleCase, sampleWorld } from '../testing/sample-world.ts'
import { shownReport } from '../panels/map/dark-report.ts'
import { sceneOfAddress, withoutSafe } from '../scenes/scene-name.ts'
import { allCorrections, correctionsOf } from './corrections.ts'
import { HandFirst } from './hand-first.ts'
import { PanelAges } from './panel-ages.ts'
import { pathAgeOf } from './path-proof.ts'
import { INITIAL_STATUS } from './status.ts'
import { createWall, startWall } from './wall.ts'

function started() {
  const wall = createWall({ viewId: 'view-1' })
  const road = new MemoryRoad()
  const frames = new ManualFrames()
  const clock = new ManualClock(0)
  startWall(wall, road, clock, new HandFirst(clock, frames))
  road.open()
  const say = (seq: number, emittedMs?: number) => {
    const proof = emittedMs === undefined ? {} : { proof: { emittedMs, storedMs: emittedMs + 5 } }
    road.say({ ...sampleWorld(), seq, ...proof })
  }
  return { wall, frames, say }
}

test('a proof of life counts only once the frame that followed it is on the glass', () => {
  const { wall, frames, say } = started()
  say(1, SAMPLE_NOW_MS - 9_000)
  frames.paint()
  expect(wall.provenMs.value).toBeUndefined()
  frames.paint()
  expect(wall.provenMs.value).toBe(SAMPLE_NOW_MS - 9_000)
})

test('when frames stop, the last painted proof ages; without any, nothing is claimed', () => {
  const { wall, frames, say } = started()
  say(1)
  frames.paint()
  frames.paint()
  expect(pathAgeOf(INITIAL_STATUS, wall.provenMs.value, SAMPLE_NOW_MS)).toBeUndefined()
  say(2, SAMPLE_NOW_MS)
  frames.paint()
  frames.paint()
  say(3, SAMPLE_NOW_MS + 60_000)
  const age = pathAgeOf(INITIAL_STATUS, wall.provenMs.value, SAMPLE_NOW_MS + 91_000)
  expect(age).toEqual({ ageMs: 91_000, doubted: true })
})

test('the age of a proof is in seconds that really passed, and a notice puts it in doubt', () => {
  const fast = { ...INITIAL_STATUS, rate: 60 }
  expect(pathAgeOf(fast, SAMPLE_NOW_MS, SAMPLE_NOW_MS + 600_000)).toEqual({ ageMs: 10_000, doubted: false })
  const notice = { code: 'path-unproven', sinceMs: SAMPLE_NOW_MS, count: 1, detail: '' } as const
  const noticed = { ...INITIAL_STATUS, notices: [notice] }
  expect(pathAgeOf(noticed, SAMPLE_NOW_MS, SAMPLE_NOW_MS)?.doubted).toBe(true)
})

test('a correction is shown for ten minutes, newest first over all cases', () => {
  const correction = (atMs: number) => ({ kind: 'arrive', to: 'met', atMs }) as const
  const older = { ...sampleCase(1, SAMPLE_NOW_MS), corrections: [correction(SAMPLE_NOW_MS - 600_000)] }
  const newer = { ...sampleCase(2, SAMPLE_NOW_MS), corrections: [correction(SAMPLE_NOW_MS)] }
  const ids = (nowMs: number) => allCorrections([older, newer], nowMs, 1).map(({ item }) => item.id)
  expect(ids(SAMPLE_NOW_MS)).toEqual(['case-2', 'case-1'])
  expect(ids(SAMPLE_NOW_MS + 1)).toEqual(['case-2'])
  expect(correctionsOf(older, SAMPLE_NOW_MS + 600_000, 2)).toHaveLength(1)
})

test('dark intervals make one card, gone when dismissed or after ten minutes', () => {
  const counts = { newCount: 1, closedCount: 0, lateCount: 0, confirmedCount: 0, rescindedCount: 0 }
  const report = (id: string, toMs: number) => ({ id, fromMs: toMs - 60_000, toMs, ...counts })
  const reports = [report('a', SAMPLE_NOW_MS - 300_000), report('b', SAMPLE_NOW_MS)]
  const shown = (dismissed: readonly string[], nowMs: number) =>
    shownReport(reports, new Set(dismissed), nowMs, 1)
  expect(shown([], SAMPLE_NOW_MS)).toMatchObject({ report: { id: 'b' }, earlier: 1 })
  expect(shown(['a', 'b'], SAMPLE_NOW_MS)).toBeUndefined()
  expect(shown([], SAMPLE_NOW_MS + 400_000)).toMatchObject({ report: { id: 'b' }, earlier: 0 })
  expect(shown([], SAMPLE_NOW_MS + 600_001)).toBeUndefined()
})

test('a display is as old as its oldest panel, and a panel without data makes it ageless', () => {
  const ages = new PanelAges()
  expect(ages.worstMs()).toBeUndefined()
  ages.add(() => 400)
  const remove = ages.add(() => 9_000)
  expect(ages.worstMs()).toBe(9_000)
  remove()
  expect(ages.worstMs()).toBe(400)
  ages.add(() => undefined)
  expect(ages.worstMs()).toBeUndefined()
})

test('the safe scene is asked for in the address, and left without losing the rest of it', () => {
  const asked = [
    '',
    '?safe=1',
    '?a=2&safe=1',
    '?safe=0',
    '?scene=duty',
    '?scene=nothing',
    '?scene=duty&safe=1',
  ]
  expect(asked.map(sceneOfAddress)).toEqual([undefined, 'safe', 'safe', undefined, 'duty', undefined, 'safe'])
  expect(withoutSafe({ pathname: '/wall', search: '?a=2&safe=1' })).toBe('/wall?a=2')
  expect(withoutSafe({ pathname: '/', search: '?safe=1' })).toBe('/')
})
