import { onActivated, onBeforeUnmount, onDeactivated, onMounted, ref, shallowRef, watch, type Ref } from 'vue'
import { readPosts } from '../../../domain/event/post-readiness.ts'
import { useActs } from '../../acts/use-acts.ts'
import { useWords } from '../../i18n/use-words.ts'
import { choiceOfAddress, createSurface, plainSurface } from '../../map/choose-map.ts'
import type { City } from '../../map/city.ts'
import type { MapLayers } from '../../map/layers.ts'
import { loadCity } from '../../map/load-city.ts'
import { LayerSource } from '../../map/sources/layer-source.ts'
import { isOfCity, type MapEvent } from '../../map/sources/event-layers.ts'
import type { View } from '../../map/view-lock.ts'
import { WallMap } from '../../map/wall-map.ts'
import { systemClock } from '../../system-clock.ts'
import { useHand } from '../../wall/hand-first.ts'
import { knownToMs } from '../../wall/status.ts'
import { useDisplay } from '../../wall/use-display.ts'
import { useKeys } from '../../wall/use-keys.ts'
import { useWall } from '../../wall/use-wall.ts'
import { eventsInOrder } from '../event/event-choice.ts'

/** When a view came about, by the time of the server. */
export interface ShownView extends View {
  readonly sinceMs: number | undefined
}

/** The map of this page in an element: what lies on it, where it looks and why. */
export function useMap(element: Ref<HTMLElement | null>) {
  const { replica, versions, survey, status, nowMs, mapViews } = useWall()
  const { t, locale } = useWords()
  const acts = useActs()
  const display = useDisplay()
  const hand = useHand()
  const layers = shallowRef<MapLayers>()
  const view = shallowRef<ShownView>()
  const outside = ref(0)
  const city = shallowRef<City>()
  const source = new LayerSource(replica, (name) => versions[name].value)
  let map: WallMap | undefined
  let gone = false
  let cancelShow = (): void => {}
  let onGlass = true
  const observer = new ResizeObserver(() => map?.resize())

  /** With the second; the map itself draws no more than four times a second. */
  function show(): void {
    if (gone || map === undefined || survey.value === undefined) return
    const { urgencyOf, nowMs: atMs } = survey.value
    const english = locale.value === 'en'
    layers.value = source.layers({
      city: city.value,
      event: eventAt(atMs),
      urgencyOf,
      nowMs: atMs,
      knownToMs: knownToMs(status.value, atMs),
      english,
      areaWord: (areaType) => t(`mapScene.area.${areaType}`),
    })
    map.setContent({ layers: layers.value, city: city.value, english })
  }

  /** In a task of its own: the turn of a second is long enough with its rows. */
  function showSoon(): void {
    cancelShow()
    cancelShow = systemClock.setTimer(0, () => hand.run(show))
  }

  function eventAt(atMs: number): MapEvent | undefined {
    const [item] = eventsInOrder(replica.event.values(), atMs)
    if (item?.pack === undefined) return undefined
    if (item.state !== 'active' && !isOfCity(item.pack, city.value)) return undefined
    const manning = { dutyPoints: replica.dutyPoint, roster: replica.roster.values() }
    return { pack: item.pack, active: item.state === 'active', posts: readPosts(item.pack, manning, atMs) }
  }

  function onDrawn(now: View, outsideCount: number): void {
    outside.value = outsideCount
    const { camera, reason, auto } = now
    if (view.value?.camera === camera && view.value.reason === reason) return
    view.value = { ...now, sinceMs: nowMs.value }
    if (nowMs.value !== undefined) mapViews.note({ reason, atMs: nowMs.value, camera, auto })
  }

  async function showCity(): Promise<void> {
    const code = replica.operation.get('operation')?.cityCode
    if (code === city.value?.cityCode) return
    city.value = code === undefined ? undefined : await loadCity(code)
    show()
  }

  onMounted(async () => {
    if (element.value === null) return
    const made = new WallMap({
      element: element.value,
      clock: systemClock,
      whenFree: (draw) => hand.run(draw),
      onDrawn,
    })
    const options = {
      element: element.value,
      onRestored: () => made.redraw(),
      onGone: () => made.use(plainSurface(options)),
    }
    const surface = await createSurface(options, choiceOfAddress(location.search))
    if (gone) return surface.dispose()
    made.start(surface)
    map = made
    made.seat(display.item.value?.camera)
    observer.observe(element.value)
    await showCity()
    show()
  })
  watch(versions.operation, showCity)
  watch([survey, locale], showSoon)
  watch(
    () => display.item.value?.camera,
    (camera) => map?.seat(camera),
  )
  watch(
    () => acts.subject.value?.id,
    (id) => {
      if (id !== undefined && onGlass) map?.row(id, replica.case.get(id)?.position)
    },
  )
  onActivated(() => (onGlass = true))
  onDeactivated(() => (onGlass = false))
  const onMap = (act: () => void) => () => {
    if (onGlass) act()
  }
  const refit = onMap(() => map?.refit())
  const press = (key: string) => onMap(() => map?.press(key))
  useKeys({ '0': refit, f: refit }, { '+': press('+'), '=': press('+'), '-': press('-') })
  onBeforeUnmount(() => {
    gone = true
    cancelShow()
    observer.disconnect()
    map?.dispose()
  })
  return { layers, view, outside }
}
