import { computed, inject, provide, shallowRef, type ComputedRef, type InjectionKey } from 'vue'
import type { DisplayItem, LayoutItem, SceneName, SceneReason } from '../../domain/view/display-item.ts'
import { ownDisplayId } from '../../domain/view/own-display.ts'
import type { Glass } from '../theme/legibility.ts'
import { useI18n } from 'vue-i18n'
import type { Say } from './use-say.ts'
import type { WallView } from './use-wall.ts'

/** The display on which this page stands, and what it is to show. */
export interface OwnDisplay {
  /** Absent until a layout has come, and on a page whose address names a display that the layout does not. */
  readonly item: ComputedRef<DisplayItem | undefined>
  readonly layout: ComputedRef<LayoutItem | undefined>
  readonly scene: ComputedRef<SceneName>
  /** Why it shows that scene; `undefined` where the address of the page says so, or nobody did. */
  readonly reason: ComputedRef<SceneReason | undefined>
  /** Millimetres and distance, of the display or, before a layout, of the host's options. */
  readonly glass: ComputedRef<Glass>
  /** All displays, in the order of the layout. */
  readonly all: ComputedRef<readonly DisplayItem[]>
  nameOf(displayId: string): string
  /** Asks for a scene here. Without a display, or with a scene in the address, it is this page's own affair. */
  choose(scene: SceneName): void
}

const KEY: InjectionKey<OwnDisplay> = Symbol('display')

export function provideDisplay(wall: WallView, say: Say, ofAddress: SceneName | undefined): OwnDisplay {
  const { locale } = useI18n()
  const own = shallowRef(ofAddress)
  const all = computed(() => {
    void wall.versions.display.value
    return [...wall.replica.display.values()]
  })
  const item = computed(() => {
    const id = ownDisplayId(
      wall.asker,
      all.value.map((display) => display.id),
    )
    return all.value.find((display) => display.id === id)
  })
  /** A seat has a page of its own beside the wall. */
  const usual: SceneName = wall.asker.seat === undefined ? 'overview' : 'desk'
  const layout = computed(() => {
    void wall.versions.layout.value
    return wall.replica.layout.values().next().value
  })
  const display: OwnDisplay = {
    item,
    layout,
    all,
    scene: computed(() => own.value ?? item.value?.scene ?? usual),
    reason: computed(() => (own.value === undefined ? item.value?.sceneReason : undefined)),
    glass: computed(() => item.value ?? wall.status.value.display),
    nameOf(displayId) {
      const found = all.value.find(({ id }) => id === displayId)
      return (locale.value === 'en' ? found?.nameEn : undefined) ?? found?.name ?? displayId
    },
    choose(scene) {
      if (own.value !== undefined || item.value === undefined) own.value = scene
      else void say.ask({ kind: 'display-scene', displayId: item.value.id, scene })
    },
  }
  provide(KEY, display)
  return display
}

export function useDisplay(): OwnDisplay {
  const display = inject(KEY)
  if (display === undefined)
    throw new Error('A panel must stand inside a component that called provideDisplay.')
  return display
}
