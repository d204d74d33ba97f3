import { nextTick } from 'vue'
import { describe, expect, test } from 'vitest'
import { ManualClock } from '../../domain/manual-clock.ts'
import { ManualFrames } from '../testing/memory-road.ts'
import { HandFirst } from './hand-first.ts'
import { PanelTurns } from './panel-turns.ts'

/** Panels of which each takes so long. */
function wallOf(costs: Readonly<Record<string, number>>) {
  const clock = new ManualClock(0)
  const frames = new ManualFrames()
  const hand = new HandFirst(clock, frames)
  const turns = new PanelTurns(clock, hand)
  const done: string[] = []
  const removals = Object.entries(costs).map(([name, costMs]) =>
    turns.add(() => {
      done.push(name)
      clock.advance(costMs)
    }),
  )
  return { clock, frames, hand, turns, done, removals }
}

/** Every promise that can be kept without time. */
async function settled(): Promise<void> {
  for (let round = 0; round < 30; round++) await nextTick()
}

describe('the turns of the panels', () => {
  test('quick ones have theirs in one task', async () => {
    const { turns, done } = wallOf({ a: 1, b: 1, c: 1 })
    turns.inTurn()
    await settled()
    expect(done).toEqual(['a', 'b', 'c'])
  })

  test('after a slow one the next has a task of its own', async () => {
    const { clock, turns, done } = wallOf({ a: 9, b: 9, c: 1 })
    turns.inTurn()
    await settled()
    expect(done).toEqual(['a'])
    clock.advance(0)
    await settled()
    expect(done).toEqual(['a', 'b'])
    clock.advance(0)
    await settled()
    expect(done).toEqual(['a', 'b', 'c'])
  })

  test('between two tasks a key comes first', async () => {
    const { clock, frames, hand, turns, done } = wallOf({ a: 9, b: 1 })
    turns.inTurn()
    await settled()
    hand.touched()
    clock.advance(10)
    await settled()
    expect(done).toEqual(['a'])
    frames.paint()
    await settled()
    expect(done).toEqual(['a', 'b'])
  })

  test('a second that comes too early finds nobody behind, and each panel has one turn for it', async () => {
    const { clock, turns, done } = wallOf({ a: 9, b: 9, c: 9 })
    turns.inTurn()
    await settled()
    turns.inTurn()
    expect(done).toEqual(['a', 'b', 'c'])
    for (let task = 0; task < 5; task++) {
      clock.advance(0)
      await settled()
    }
    expect(done.slice(3).sort()).toEqual(['a', 'b', 'c'])
  })

  test('all at once leaves nothing waiting', async () => {
    const { clock, turns, done } = wallOf({ a: 9, b: 9 })
    turns.inTurn()
    await settled()
    turns.atOnce()
    expect(done).toEqual(['a', 'a', 'b'])
    clock.advance(100)
    await settled()
    expect(done).toEqual(['a', 'a', 'b'])
    turns.inTurn()
    await settled()
    expect(done).toEqual(['a', 'a', 'b', 'a'])
  })

  test('a panel that went has none, though it waited for it', async () => {
    const { clock, turns, done, removals } = wallOf({ a: 9, b: 1, c: 1 })
    turns.inTurn()
    await settled()
    removals[1]?.()
    clock.advance(0)
    await settled()
    expect(done).toEqual(['a', 'c'])
  })
})
