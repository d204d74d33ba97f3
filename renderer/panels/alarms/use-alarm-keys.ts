import { onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { Answer, Request } from '../../../domain/view/request.ts'
import { useWords } from '../../i18n/use-words.ts'
import { systemClock } from '../../system-clock.ts'
import { UNANSWERED } from '../../wall/asks.ts'
import { useSentences } from '../../wall/use-sentences.ts'
import { useWall } from '../../wall/use-wall.ts'
import { openBelowHigh, topmostOpen, type AlarmRow } from './alarm-rows.ts'
import type { TurningAlarms } from './use-alarm-pages.ts'

const SAID_FOR_MS = 8_000
const ASKED_FOR_MS = 5_000
const TYPING = 'input, textarea, select'
/** A list that has the focus turns its own pages; a map has none. */
const SCROLLING = '[tabindex="0"]:not([role="application"])'

export interface OpenSheet {
  readonly kind: 'shelve' | 'assign'
  readonly row: AlarmRow
}

export interface AlarmKeys {
  /** What the wall answered, for a few seconds. */
  readonly said: ShallowRef<string>
  /** The form that is open, and the row that it is about. */
  readonly sheet: ShallowRef<OpenSheet | undefined>
  /** Ids of what this page has just asked to take: the rows say so in the frame of the key. */
  readonly asked: Readonly<ShallowRef<ReadonlySet<string>>>
  /** What lies aside is looked at. */
  readonly isShelfOpen: Ref<boolean>
  close(): void
  shelve(reason: string, durationMs: number): void
  /** An empty name takes it back from whom it was given to. */
  assign(person: string): void
  unshelve(alarmId: string): void
}

/**
 * The keys of the alarm list, while it is on the glass: nobody takes what cannot be seen. `A` takes the chosen
 * row, or the topmost that is open; with Shift all of medium and low that are shown; `S` puts one aside, `G` gives
 * one to a person. Shift and `S` show what lies aside. Where high ones take turns, PageUp and PageDown turn the page,
 * and a chosen row that is on another page is shown first: the same key once more takes it.
 */
export function useAlarmKeys(turning: TurningAlarms, selectedKey: () => string | undefined): AlarmKeys {
  const wall = useWall()
  const { asks } = wall
  const { t } = useWords()
  const sentenceOf = useSentences(wall)
  const said = shallowRef('')
  const sheet = shallowRef<OpenSheet>()
  const isShelfOpen = ref(false)
  /** Taken here a moment ago: the same key again means the next one. */
  const asked = shallowRef<ReadonlySet<string>>(new Set())
  let cancelSaid = (): void => {}

  const say = (text: string): void => {
    cancelSaid()
    said.value = text
    cancelSaid = systemClock.setTimer(SAID_FOR_MS, () => (said.value = ''))
  }
  const rows = (): readonly AlarmRow[] => turning.rows.value
  function meant(): AlarmRow | undefined {
    const chosen = selectedKey()
    if (chosen !== undefined && turning.bring(chosen)) {
      say(t('alarms.turnedTo'))
      return undefined
    }
    turning.hold()
    return (
      rows().find(({ key }) => key === chosen) ??
      topmostOpen(rows().filter(({ ids }) => !ids.every((id) => asked.value.has(id))))
    )
  }

  async function acknowledge(alarmIds: readonly string[]): Promise<void> {
    if (alarmIds.length === 0) return
    const now = new Set(alarmIds)
    const forget = (): void => {
      asked.value = new Set([...asked.value].filter((id) => !now.has(id)))
    }
    asked.value = new Set([...asked.value, ...alarmIds])
    systemClock.setTimer(ASKED_FOR_MS, forget)
    const answer = await asks.ask({ kind: 'alarm-acknowledge', alarmIds })
    if (!answer.accepted) forget()
    say(answer.accepted ? t('alarms.acknowledgedCount', { count: alarmIds.length }) : refusalOf(answer))
  }

  function refusalOf({ refusal = UNANSWERED, coded }: Answer): string {
    return refusal === UNANSWERED ? t('alarms.unanswered') : sentenceOf(refusal, coded)
  }

  /** One after the other for each alarm of the row; what was refused is said. */
  function askForEach(requestOf: (alarmId: string) => Request): void {
    const ids = sheet.value?.row.ids ?? []
    sheet.value = undefined
    for (const alarmId of ids) askFor(requestOf(alarmId))
  }

  function askFor(request: Request): void {
    void asks.ask(request).then((answer) => {
      if (!answer.accepted) say(refusalOf(answer))
    })
  }

  function open(kind: OpenSheet['kind']): void {
    const row = meant()
    sheet.value = row === undefined ? undefined : { kind, row }
  }

  function onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || event.repeat) return
    if (event.isComposing || isIn(event.target, TYPING)) return
    const key = event.key.toLowerCase()
    if (key === 'a') {
      event.preventDefault()
      void acknowledge(event.shiftKey ? openBelowHigh(rows()) : (meant()?.ids ?? []))
    } else if (key === 's' && event.shiftKey) {
      event.preventDefault()
      isShelfOpen.value = !isShelfOpen.value
    } else if ((key === 's' || key === 'g') && !event.shiftKey) {
      event.preventDefault()
      open(key === 's' ? 'shelve' : 'assign')
    } else if ((key === 'pageup' || key === 'pagedown') && !isIn(event.target, SCROLLING)) {
      if (turning.turn(key === 'pageup' ? -1 : 1)) event.preventDefault()
    }
  }

  const isIn = (target: EventTarget | null, selector: string): boolean =>
    target instanceof Element && target.closest(selector) !== null

  addEventListener('keydown', onKey)
  onScopeDispose(() => {
    removeEventListener('keydown', onKey)
    cancelSaid()
  })

  return {
    said,
    sheet,
    asked,
    isShelfOpen,
    close() {
      sheet.value = undefined
      isShelfOpen.value = false
    },
    shelve: (reason, durationMs) =>
      askForEach((alarmId) => ({ kind: 'alarm-shelve', alarmId, reason, durationMs })),
    unshelve: (alarmId) => askFor({ kind: 'alarm-unshelve', alarmId }),
    assign: (person) => askForEach((alarmId) => ({ kind: 'alarm-assign', alarmId, person })),
  }
}
