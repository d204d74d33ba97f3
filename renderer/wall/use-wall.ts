import { computed, inject, provide, watch } from 'vue'
import type { ComputedRef, InjectionKey, ShallowRef } from 'vue'
import type { Clock } from '../../domain/clock.ts'
import { DEFAULT_UTC_OFFSET_MINUTES } from '../../domain/model/policy.ts'
import { dated, presumed, type Dated } from './dated.ts'
import { eachSecond } from './each-second.ts'
import type { HandFirst } from './hand-first.ts'
import { PanelAges } from './panel-ages.ts'
import { PanelTurns } from './panel-turns.ts'
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
  readonly turns: PanelTurns
  /** Gives a value of the replica its provenance. */
  date<T>(value: T | undefined): Dated<T> | undefined
  /** The same for a value that is reckoned only. */
  presume<T>(value: T | undefined): Dated<T> | undefined
}

const WALL: InjectionKey<WallView> = Symbol('wall')

export function createWallView(wall: Wall, clock: Clock, hand: HandFirst): WallView {
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
  const turns = new PanelTurns(clock, hand)
  let worldCount = 0
  watch([survey, freshness], (_, [, before]) => {
    // A new world, and whether it may be believed, is on all panels in one picture (I3, I7).
    const isForAllAtOnce = worldCount !== wall.worldCount.value || !isSameTrust(before, freshness.value)
    worldCount = wall.worldCount.value
    if (isForAllAtOnce) turns.atOnce()
    else turns.inTurn()
  })
  return {
    ...wall,
    freshness,
    utcOffsetMinutes,
    survey,
    ages: new PanelAges(),
    turns,
    date: (value) => dated(freshness.value, value),
    presume: (value) => presumed(freshness.value, value),
  }
}

export function provideWall(view: WallView): void {
  provide(WALL, view)
}

export function useWall(): WallView {
  const view = inject(WALL)
  if (view === undefined) throw new Error('A panel must stand inside a component that called provideWall.')
  return view
}

function isSameTrust(one: Freshness, other: Freshness): boolean {
  return one.state === other.state && one.loaded === other.loaded && one.stale === other.stale
}
