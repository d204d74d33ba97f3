import { computed, inject, provide, shallowRef, type ComputedRef, type InjectionKey } from 'vue'
import type { DisplayItem, MapCamera } from '../../../domain/view/display-item.ts'
import type { Acts } from '../../acts/use-acts.ts'
import type { OwnDisplay } from '../../wall/use-display.ts'
import type { Say } from '../../wall/use-say.ts'
import { cameraAt, type Deed } from './commands.ts'

/** Which display a seat is steering, and what is done to it. */
export interface DeskState {
  /** The display that scenes and map views go to: the chosen one, the one under control, or the own. */
  readonly target: ComputedRef<DisplayItem | undefined>
  aim(displayId: string): void
  steer(camera: MapCamera | undefined): void
  do(deed: Deed): void
}

const KEY: InjectionKey<DeskState> = Symbol('desk')

export function provideDesk(display: OwnDisplay, acts: Acts, say: Say, viewId: string): DeskState {
  const aimedAt = shallowRef<string>()
  const target = computed(() => {
    const all = display.all.value
    return (
      all.find(({ id }) => id === aimedAt.value) ??
      all.find(({ control }) => control?.viewId === viewId) ??
      display.item.value
    )
  })
  const desk: DeskState = {
    target,
    aim: (displayId) => (aimedAt.value = displayId),
    steer(camera) {
      if (target.value === undefined) return
      const displayId = target.value.id
      void say.ask({ kind: 'display-camera', displayId, ...(camera === undefined ? {} : { camera }) })
    },
    do(deed) {
      switch (deed.kind) {
        case 'request':
          return void say.ask(deed.request)
        case 'case':
          return acts.open(deed.caseId)
        case 'target':
          return desk.aim(deed.displayId)
        case 'show':
          return desk.steer(cameraAt(deed.position))
      }
    },
  }
  provide(KEY, desk)
  return desk
}

export function useDesk(): DeskState {
  const desk = inject(KEY)
  if (desk === undefined)
    throw new Error('A desk panel must stand inside a component that called provideDesk.')
  return desk
}
