import { onScopeDispose, provide, shallowRef } from 'vue'
import { dated, presumed } from './dated.ts'
import { useWall, WALL, type WallView } from './use-wall.ts'

/**
 * Gives the panel below its own second: it is the one of the wall, with everything that was reckoned for it, from
 * the panel's turn on.
 */
export function providePanelSecond(): void {
  const wall = useWall()
  const nowMs = shallowRef(wall.nowMs.value)
  const survey = shallowRef(wall.survey.value)
  const freshness = shallowRef(wall.freshness.value)
  onScopeDispose(
    wall.turns.add(() => {
      nowMs.value = wall.nowMs.value
      survey.value = wall.survey.value
      freshness.value = wall.freshness.value
    }),
  )
  const view: WallView = {
    ...wall,
    nowMs,
    survey,
    freshness,
    date: (value) => dated(freshness.value, value),
    presume: (value) => presumed(freshness.value, value),
  }
  provide(WALL, view)
}
