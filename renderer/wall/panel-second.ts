import { onScopeDispose, shallowRef, triggerRef } from 'vue'
import { dated, presumed } from './dated.ts'
import type { WallView } from './use-wall.ts'

/**
 * The wall as one panel has it: the second, and everything that was reckoned for it, are those of the wall from the
 * panel's own turn on.
 */
export function withOwnSecond(wall: WallView): WallView {
  const nowMs = shallowRef(wall.nowMs.value)
  const survey = shallowRef(wall.survey.value)
  const freshness = shallowRef(wall.freshness.value)
  onScopeDispose(
    wall.turns.add(() => {
      nowMs.value = wall.nowMs.value
      // A new world within the same millisecond is new all the same.
      triggerRef(nowMs)
      survey.value = wall.survey.value
      freshness.value = wall.freshness.value
    }),
  )
  return {
    ...wall,
    nowMs,
    survey,
    freshness,
    date: (value) => dated(freshness.value, value),
    presume: (value) => presumed(freshness.value, value),
  }
}
