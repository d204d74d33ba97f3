import { computed, shallowRef, watch, type ComputedRef } from 'vue'
import { useWall } from '../../wall/use-wall.ts'
import {
  afterSecond,
  broughtByHand,
  doesTurn,
  heldByHand,
  keysFromGlass,
  keysOnGlass,
  NO_PAGES,
  pageCountOf,
  pageNumberOf,
  turnedByHand,
  withRows,
} from './alarm-pages.ts'
import type { AlarmList, AlarmRow } from './alarm-rows.ts'

export interface PageMark {
  readonly page: number
  readonly count: number
  readonly isHeld: boolean
}

export interface TurningAlarms {
  /** What is on the glass. */
  readonly rows: ComputedRef<readonly AlarmRow[]>
  /** All that can be chosen, from what is on the glass on. */
  readonly choosable: ComputedRef<readonly AlarmRow[]>
  /** Which page is read; absent while all fit. */
  readonly mark: ComputedRef<PageMark | undefined>
  /** The row that stands because it is the newest. */
  readonly newestKey: ComputedRef<string | undefined>
  /** The row above the first that turns. */
  readonly lastStandingKey: ComputedRef<string | undefined>
  /** `false` where there is nothing to turn. */
  turn(step: 1 | -1): boolean
  /** A hand works here: the page stays. */
  hold(): void
  /** Turns to the row and holds its page; `true` where it was on another. */
  bring(key: string): boolean
}

/** Pages of the list on the one second that all of the wall has. */
export function useAlarmPages(list: () => AlarmList): TurningAlarms {
  const { nowMs } = useWall()
  const pages = shallowRef(NO_PAGES)
  watch(list, ({ rows, lines }) => (pages.value = withRows(pages.value, rows, lines)), { immediate: true })
  // By turns of the second, not by server time: that runs faster than people read where a scenario does.
  watch(nowMs, () => (pages.value = afterSecond(pages.value)))

  const byKey = computed(() => new Map(list().rows.map((row) => [row.key, row])))
  const rowsOf = (keys: readonly string[]): readonly AlarmRow[] =>
    keys.flatMap((key) => byKey.value.get(key) ?? [])

  return {
    rows: computed(() => rowsOf(keysOnGlass(pages.value))),
    choosable: computed(() => rowsOf(keysFromGlass(pages.value))),
    mark: computed(() =>
      doesTurn(pages.value)
        ? {
            page: pageNumberOf(pages.value),
            count: pageCountOf(pages.value),
            isHeld: pages.value.heldSeconds > 0,
          }
        : undefined,
    ),
    newestKey: computed(() => pages.value.newest),
    lastStandingKey: computed(() => pages.value.standing.at(-1)),
    turn(step) {
      pages.value = turnedByHand(pages.value, step)
      return doesTurn(pages.value)
    },
    hold() {
      pages.value = heldByHand(pages.value)
    },
    bring(key) {
      const wasThere = keysOnGlass(pages.value).includes(key)
      pages.value = broughtByHand(pages.value, key)
      return !wasThere && keysOnGlass(pages.value).includes(key)
    },
  }
}
