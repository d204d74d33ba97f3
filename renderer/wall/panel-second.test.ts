import { effectScope, nextTick } from 'vue'
import { describe, expect, test } from 'vitest'
import { ManualClock } from '../../domain/manual-clock.ts'
import { ManualFrames } from '../testing/memory-road.ts'
import { sampleWorld } from '../testing/sample-world.ts'
import { HandFirst } from './hand-first.ts'
import { withOwnSecond } from './panel-second.ts'
import { createWallView, type WallView } from './use-wall.ts'
import { applyMessage, createWall } from './wall.ts'

/** Two panels; the first has so much to do that the second one waits for a task of its own. */
async function standing() {
  const clock = new ManualClock(0)
  const wall = createWall()
  const scope = effectScope()
  const panels = scope.run(() => {
    const view = createWallView(wall, clock, new HandFirst(clock, new ManualFrames()))
    const first = withOwnSecond(view)
    view.turns.add(() => clock.advance(20))
    return [first, withOwnSecond(view)]
  })
  const message = sampleWorld()
  applyMessage(wall, message)
  wall.nowMs.value = message.time.serverMs
  await nextTick()
  const second = async (): Promise<void> => {
    wall.nowMs.value = (wall.nowMs.value ?? 0) + 1_000
    await nextTick()
  }
  const seen = <T>(read: (panel: WallView) => T): T[] => (panels ?? []).map(read)
  return { clock, wall, message, second, seen, scope }
}

describe('the second of a panel', () => {
  test('comes to a slow wall panel by panel', async () => {
    const { clock, message, second, seen, scope } = await standing()
    const fromMs = message.time.serverMs
    expect(seen(({ nowMs }) => nowMs.value)).toEqual([fromMs, fromMs])
    await second()
    expect(seen(({ nowMs }) => nowMs.value)).toEqual([fromMs + 1_000, fromMs])
    expect(seen(({ survey }) => survey.value?.nowMs)).toEqual([fromMs + 1_000, fromMs])
    for (let step = 0; step < 5; step++) {
      await nextTick()
      clock.advance(0)
    }
    await nextTick()
    expect(seen(({ nowMs }) => nowMs.value)).toEqual([fromMs + 1_000, fromMs + 1_000])
    scope.stop()
  })

  test('I3: a new world is on all panels in one step, though a second is under way', async () => {
    const { wall, message, second, seen, scope } = await standing()
    await second()
    applyMessage(wall, { ...message, delta: { upserts: {}, removes: {} } })
    wall.nowMs.value = message.time.serverMs + 1_500
    await nextTick()
    expect(seen(({ survey }) => survey.value?.clocks.length)).toEqual([0, 0])
    expect(seen(({ nowMs }) => nowMs.value)).toEqual(Array(2).fill(message.time.serverMs + 1_500))
    scope.stop()
  })

  test('I7: a lost core is on all panels in one step, and so is an age past its limit', async () => {
    const { wall, second, seen, scope } = await standing()
    await second()
    wall.status.value = { ...wall.status.value, core: 'lost' }
    await nextTick()
    expect(seen(({ freshness }) => freshness.value.stale)).toEqual([true, true])
    expect(seen((panel) => panel.date(1)?.from)).toEqual(['cache', 'cache'])
    wall.status.value = { ...wall.status.value, core: 'connected' }
    await nextTick()
    expect(seen(({ freshness }) => freshness.value.stale)).toEqual([false, false])
    wall.nowMs.value = (wall.nowMs.value ?? 0) + 3_600_000
    await nextTick()
    expect(seen(({ freshness }) => freshness.value.stale)).toEqual([true, true])
    scope.stop()
  })
})
