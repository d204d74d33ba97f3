import { computed, type ComputedRef } from 'vue'
import type { EventPack } from '../../../domain/event/event-pack.ts'
import { readPosts, type PostReading } from '../../../domain/event/post-readiness.ts'
import type { EventItem } from '../../../domain/view/event-item.ts'
import { useWords } from '../../i18n/use-words.ts'
import { localTime } from '../../wall/time-text.ts'
import { useWall } from '../../wall/use-wall.ts'
import { eventsInOrder } from './event-choice.ts'

export interface EventView {
  readonly events: ComputedRef<readonly EventItem[]>
  /** The event that the scene shows: the active one, else the next one that may be activated. */
  readonly item: ComputedRef<EventItem | undefined>
  readonly pack: ComputedRef<EventPack | undefined>
  readonly posts: ComputedRef<readonly PostReading[] | undefined>
  /** In the language of the glass. */
  named(thing: { readonly name: string; readonly nameEn: string }): string
  /** The name of a cordon where its panel has said what it is: 会展体育中心 for 会展体育中心管控区. */
  withoutKind(name: string): string
  clockTime(ms: number): string
}

/** What all panels of the event scene start from. */
export function useEvent(): EventView {
  const { replica, versions, nowMs, utcOffsetMinutes } = useWall()
  const { locale } = useWords()
  const events = computed(() => {
    void versions.event.value
    return eventsInOrder(replica.event.values(), nowMs.value)
  })
  const item = computed(() => events.value[0])
  const pack = computed(() => item.value?.pack)
  const posts = computed(() => {
    if (pack.value === undefined || nowMs.value === undefined) return undefined
    return readPosts(
      pack.value,
      { dutyPoints: replica.dutyPoint, roster: replica.roster.values() },
      nowMs.value,
    )
  })
  return {
    events,
    item,
    pack,
    posts,
    named: ({ name, nameEn }) => (locale.value === 'en' ? nameEn : name),
    withoutKind: (name) => name.replace(/(?<=.)(管控区| cordon)$/, ''),
    clockTime: (ms) => localTime(ms, pack.value?.utcOffsetMinutes ?? utcOffsetMinutes.value).minute,
  }
}
