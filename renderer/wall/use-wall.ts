import { computed, inject, provide } from 'vue'
import type { ComputedRef, InjectionKey, ShallowRef } from 'vue'
import { DEFAULT_UTC_OFFSET_MINUTES } from '../../domain/model/policy.ts'
import { dated, presumed, type Dated } from './dated.ts'
import { eachSecond } from './each-second.ts'
import { PanelAges } from './panel-ages.ts'
import { freshnessOf, knownToMs, type Freshness } from './status.ts'
import { surveyOf, type Survey } from './survey.ts'
import type { Wall } from './wall.ts'

/** A wall with what several panels derive from it, each computed once. */
export interface WallView extends Wall {
  readonly freshness: Readonly<ShallowRef<Freshness>>
  readonly utcOffsetMinutes: ComputedRef<number>
  /** Renewed every second; `undefined` while the time is not known. */
  readonly survey: Readonly<ShallowRef<Survey | undefined>>
  readonly ages: PanelAges
  /** Gives a value of the replica its provenance. */
  date<T>(value: T | undefined): Dated<T> | undefined
  /** The same for a value that is reckoned only. */
  presume<T>(value: T | undefined): Dated<T> | undefined
}

const KEY: InjectionKey<WallView> = Symbol('wall')

export function provideWall(wall: Wall): WallView {
  const freshness = eachSecond(wall, (nowMs) => freshnessOf(wall.status.value, nowMs))
  const survey = eachSecond(wall, (nowMs) =>
    nowMs === undefined
      ? undefined
      : surveyOf(wall.cases.open.values(), nowMs, knownToMs(wall.status.value, nowMs)),
  )
  const utcOffsetMinutes = computed(() => {
    void wall.versions.operation.value
    return wall.replica.operation.get('operation')?.utcOffsetMinutes ?? DEFAULT_UTC_OFFSET_MINUTES
  })
  const view: WallView = {
    ...wall,
    freshness,
    utcOffsetMinutes,
    survey,
    ages: new PanelAges(),
    date: (value) => dated(freshness.value, value),
    presume: (value) => presumed(freshness.value, value),
  }
  provide(KEY, view)
  return view
}

export function useWall(): WallView {
  const view = inject(KEY)
  if (view === undefined) throw new Error('A panel must stand inside a component that called provideWall.')
  return view
}
