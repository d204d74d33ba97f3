import { useI18n } from 'vue-i18n'
import { bandKind } from '../../domain/duty/band-kind.ts'
import { elapsedText, remainingText } from '../../domain/duration-text.ts'
import type { Source, UnitStatus } from '../../domain/model/terms.ts'

const KILOMETRE_M = 1_000
const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000
/** From here on nobody counts in hours. */
const DAYS_FROM_MS = 48 * HOUR_MS
const DAY_MS = 24 * HOUR_MS
const SECONDS_MATTER_MS = 10 * MINUTE_MS

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

  /** A band as the platform calls it; for who does not read that, what kind of band it is. */
  function band(name: string): string {
    const kind = locale.value === 'en' ? bandKind(name) : undefined
    return kind === undefined ? name : t(`dutyScene.bandKind.${kind}`)
  }

  /** To the second, and from 48 hours on in whole days. */
  function elapsed(ms: number): string {
    return ms < DAYS_FROM_MS ? elapsedText(ms) : t('unit.days', { value: Math.floor(ms / DAY_MS) })
  }

  function remaining(ms: number): string {
    if (Math.abs(ms) < DAYS_FROM_MS) return remainingText(ms)
    return `${ms < 0 ? '\u2212' : ''}${elapsed(Math.abs(ms))}`
  }

  function age(ageMs: number): string {
    return ageMs < DAYS_FROM_MS ? ageText(ageMs) : elapsed(ageMs)
  }

  /** How long something has lasted, in a few places: `6:43`, `34分`, `2h05`. */
  function lasting(ms: number): string {
    if (ms >= DAYS_FROM_MS) return elapsed(ms)
    if (ms < SECONDS_MATTER_MS) return elapsedText(ms)
    const minutes = Math.floor(ms / MINUTE_MS)
    if (ms < HOUR_MS) return t('unit.minutes', { value: minutes })
    return `${Math.floor(minutes / 60)}h${String(minutes % 60).padStart(2, '0')}`
  }

  /** The same in the fewest places, beside a word that must not be cut: minutes, hours, days. */
  function brief(ms: number): string {
    if (ms < SECONDS_MATTER_MS || ms >= DAYS_FROM_MS) return elapsed(ms)
    if (ms < HOUR_MS) return t('unit.minutes', { value: Math.floor(ms / MINUTE_MS) })
    return t('unit.hours', { value: Math.floor(ms / HOUR_MS) })
  }

  return {
    t,
    te,
    locale,
    term,
    distance,
    band,
    /** Names side by side, as the language has it. */
    listed: (names: readonly string[]): string => names.join(locale.value === 'en' ? ', ' : '、'),
    lasting,
    elapsed,
    brief,
    remaining,
    age,
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
