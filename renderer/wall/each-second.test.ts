import { expect, test } from 'vitest'
import { effectScope, nextTick, triggerRef } from 'vue'
import { eachSecond } from './each-second.ts'
import { createWall } from './wall.ts'

test('what is computed at the second is not computed at a message, but when the link changes or the world is new', async () => {
  const wall = createWall()
  const computedAt: (number | undefined)[] = []
  const scope = effectScope()
  scope.run(() => eachSecond(wall, (nowMs) => void computedAt.push(nowMs)))
  wall.nowMs.value = 1_000
  await nextTick()
  for (const heardMs of [1_100, 1_200, 1_300]) {
    wall.status.value = { ...wall.status.value, heardMs }
    await nextTick()
  }
  expect(computedAt).toEqual([undefined, 1_000])
  wall.status.value = { ...wall.status.value, core: 'lost' }
  await nextTick()
  expect(computedAt).toEqual([undefined, 1_000, 1_000])
  // As a new world does it that came within the same millisecond.
  triggerRef(wall.nowMs)
  await nextTick()
  expect(computedAt).toEqual([undefined, 1_000, 1_000, 1_000])
  scope.stop()
})
