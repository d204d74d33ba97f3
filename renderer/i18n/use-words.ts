import { useI18n } from 'vue-i18n'
import { elapsedText } from '../../domain/duration-text.ts'
import type { Source, UnitStatus } from '../../domain/model/terms.ts'

const KILOMETRE_M = 1_000

/** The sentences and the small words that several panels build in the same way. */
export function useWords() {
  const { t, te, tm, locale } = useI18n()

  /** A word of a list that may grow: what this version does not know is shown as it came. */
  function term(group: string, word: string | undefined): string {
    if (word === undefined) return te(`${group}.unknown`) ? t(`${group}.unknown`) : '—'
    return te(`${group}.${word}`) ? t(`${group}.${word}`) : word
  }

  function distance(metres: number): string {
    if (metres < KILOMETRE_M) return t('unit.metre', { value: Math.round(metres / 10) * 10 })
    return t('unit.kilometre', { value: (metres / KILOMETRE_M).toFixed(1) })
  }

  return {
    t,
    locale,
    term,
    distance,
    weekday: (day: number): string => String((tm('weekday') as readonly string[])[day] ?? ''),
    source: (source: Source | undefined) => term('source', source),
    unitStatus: (status: UnitStatus | 'silent' | undefined) => term('unitStatus', status),
  }
}

const PRECISE_BELOW_MS = 10_000
const SECONDS_BELOW_MS = 60_000

/** An age as one reads it: `0.4 s`, `42 s`, `2:14`. */
export function ageText(ageMs: number): string {
  if (ageMs < PRECISE_BELOW_MS) return `${(Math.floor(ageMs / 100) / 10).toFixed(1)} s`
  if (ageMs < SECONDS_BELOW_MS) return `${Math.floor(ageMs / 1000)} s`
  return elapsedText(ageMs)
}

const HOUR_MS = 3_600_000

/** How long something has lasted, in five places at most: `6:43`, `59:59`, `2h05`. */
export function shortDuration(ms: number): string {
  if (ms < HOUR_MS) return elapsedText(ms)
  const minutes = Math.floor((ms % HOUR_MS) / 60_000)
  return `${Math.floor(ms / HOUR_MS)}h${String(minutes).padStart(2, '0')}`
}
