import { computed, shallowRef, watch, type ShallowRef } from 'vue'
import type { Wall } from './wall.ts'

/**
 * Computed at the second, and when the link changes its state; not at every message.
 * So rows keep their place while they are read, and a storm of changes costs one pass a second.
 */
export function eachSecond<T>(
  wall: Pick<Wall, 'nowMs' | 'status'>,
  compute: (nowMs: number | undefined) => T,
): Readonly<ShallowRef<T>> {
  const result = shallowRef(compute(wall.nowMs.value))
  // Computed, and no getter: beside a shallow ref, Vue calls back for whatever a getter has read.
  const linkKey = computed(() => {
    const { core, link } = wall.status.value
    return `${core}/${link?.state}/${link?.asOfMs === undefined}`
  })
  watch([wall.nowMs, linkKey], ([nowMs]) => (result.value = compute(nowMs)))
  return result
}
