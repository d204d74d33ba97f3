import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import { useWords } from '../../i18n/use-words.ts'
import { systemClock } from '../../system-clock.ts'
import { UNANSWERED } from '../../wall/asks.ts'
import { localTime } from '../../wall/time-text.ts'
import { useWall } from '../../wall/use-wall.ts'
import { openBelowHigh, topmostOpen, type AlarmRow } from './alarm-rows.ts'

const SAID_FOR_MS = 8_000
const ASKED_FOR_MS = 5_000
const TYPING = 'input, textarea, select'

export interface AlarmKeys {
  /** What the wall answered, for a few seconds. */
  readonly said: ShallowRef<string>
  /** The row that is about to be put aside. */
  readonly sheet: ShallowRef<AlarmRow | undefined>
  close(): void
  shelve(reason: string, durationMs: number): void
}

/**
 * The keys of the alarm list, while it is on the glass: nobody takes what cannot be seen. `A` takes the chosen
 * row, or the topmost that is open; with Shift all of medium and low that are shown; `S` puts one aside.
 */
export function useAlarmKeys(
  rows: () => readonly AlarmRow[],
  selectedKey: () => string | undefined,
): AlarmKeys {
  const { asks, replica, utcOffsetMinutes } = useWall()
  const { t } = useWords()
  const said = shallowRef('')
  const sheet = shallowRef<AlarmRow>()
  /** Taken here a moment ago: the same key again means the next one. */
  const asked = new Set<string>()
  let cancelSaid = (): void => {}

  const say = (text: string): void => {
    cancelSaid()
    said.value = text
    cancelSaid = systemClock.setTimer(SAID_FOR_MS, () => (said.value = ''))
  }
  const meant = (): AlarmRow | undefined =>
    rows().find(({ key }) => key === selectedKey()) ??
    topmostOpen(rows().filter(({ ids }) => !ids.every((id) => asked.has(id))))

  async function acknowledge(alarmIds: readonly string[]): Promise<void> {
    if (alarmIds.length === 0) return
    for (const id of alarmIds) asked.add(id)
    systemClock.setTimer(ASKED_FOR_MS, () => {
      for (const id of alarmIds) asked.delete(id)
    })
    const answer = await asks.ask({ kind: 'alarm-acknowledge', alarmIds })
    say(
      answer.accepted
        ? t('alarms.acknowledgedCount', { count: alarmIds.length })
        : why(alarmIds, answer.refusal),
    )
  }

  function why(alarmIds: readonly string[], refusal: string | undefined): string {
    if (refusal === undefined || refusal === UNANSWERED) return t('alarms.unanswered')
    const first = alarmIds.map((id) => replica.alarm.get(id)?.acknowledged).find((one) => one !== undefined)
    if (first === undefined) {
      const areGone = alarmIds.every((id) => !replica.alarm.has(id))
      return areGone ? `${t('alarms.gone')} (${refusal})` : refusal
    }
    return t('alarms.first', { by: first.by, time: localTime(first.atMs, utcOffsetMinutes.value).time })
  }

  function onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || event.repeat) return
    if (event.isComposing || (event.target instanceof Element && event.target.matches(TYPING))) return
    const key = event.key.toLowerCase()
    if (key === 'a') {
      event.preventDefault()
      void acknowledge(event.shiftKey ? openBelowHigh(rows()) : (meant()?.ids ?? []))
    } else if (key === 's' && !event.shiftKey) {
      event.preventDefault()
      sheet.value = meant()
    }
  }

  addEventListener('keydown', onKey)
  onScopeDispose(() => {
    removeEventListener('keydown', onKey)
    cancelSaid()
  })

  return {
    said,
    sheet,
    close: () => (sheet.value = undefined),
    shelve(reason, durationMs) {
      const ids = sheet.value?.ids ?? []
      sheet.value = undefined
      for (const alarmId of ids) {
        void asks.ask({ kind: 'alarm-shelve', alarmId, reason, durationMs }).then(({ accepted, refusal }) => {
          if (!accepted) say(refusal === UNANSWERED ? t('alarms.unanswered') : (refusal ?? ''))
        })
      }
    },
  }
}
