import type { AlarmRow } from './alarm-rows.ts'

/** To see that a page has come, and then for each of its lines; a page of any size is calm, and a round has an end. */
const SECONDS_TO_FIND = 2
const SECONDS_PER_LINE = 1
const LEAST_READING_SECONDS = 5
const MOST_READING_SECONDS = 10
/** One that a hand has turned to stays for so long after the last key. */
export const HOLD_SECONDS = 30
const LINES_PER_STANDING = 3
const LEAST_STANDING = 2
const MOST_STANDING = 4

/**
 * High alarms that have no room at once, as keys of their rows. What a key means must not change under the hand, and
 * what is new must be seen at once, so some lines stand: the first of the list, and the newest. The others take turns.
 * On a list of one line nothing can stand: there only a hand turns.
 *
 * Each row is in exactly one of `standing`, `behind`, `page`, `ahead` and `late`. Who comes is in the next round, so
 * that no storm makes one endless; a page that is read only loses the rows that go.
 */
export interface AlarmPages {
  readonly standing: readonly string[]
  /** The one of the standing that is there because it is the newest. */
  readonly newest: string | undefined
  /** What this round has shown. */
  readonly behind: readonly string[]
  /** What is read now. */
  readonly page: readonly string[]
  /** What this round has still to show. */
  readonly ahead: readonly string[]
  /** What came since this round began. */
  readonly late: readonly string[]
  /** All but the standing, most urgent first: the next round. */
  readonly order: readonly string[]
  /** Lines that turn. */
  readonly size: number
  readonly shownSeconds: number
  /** What is left of the time for which a hand holds the page. */
  readonly heldSeconds: number
}

export const NO_PAGES: AlarmPages = {
  standing: [],
  newest: undefined,
  behind: [],
  page: [],
  ahead: [],
  late: [],
  order: [],
  size: 1,
  shownSeconds: 0,
  heldSeconds: 0,
}

/** The rows as they are now, most urgent first, in so many lines. Where all fit, nothing stands or turns. */
export function withRows(before: AlarmPages, rows: readonly AlarmRow[], lines: number): AlarmPages {
  const keys = rows.map(({ key }) => key)
  if (keys.length <= lines) return { ...NO_PAGES, page: keys, order: keys, size: Math.max(1, lines) }
  const { standing, newest } = standingOf(rows, lines)
  const stands = new Set(standing)
  const order = keys.filter((key) => !stands.has(key))
  const size = Math.max(1, lines - standing.length)
  const there = new Set(order)
  const stillThere = (those: readonly string[]): readonly string[] => those.filter((key) => there.has(key))
  const [behind, page, ahead] = [stillThere(before.behind), stillThere(before.page), stillThere(before.ahead)]
  const round = [...behind, ...page, ...ahead]
  const late = without(order, round)
  const now = { ...before, standing, newest, behind, page, ahead, late, order, size }
  if (page.length === 0) return turned(now, 1)
  return size === before.size ? now : openAt(now, round, behind.length)
}

/** One second later: a page that was read long enough, and that no hand holds, makes room for the next. */
export function afterSecond(pages: AlarmPages): AlarmPages {
  if (pages.standing.length === 0) return pages
  const shownSeconds = pages.shownSeconds + 1
  const heldSeconds = Math.max(0, pages.heldSeconds - 1)
  const later = { ...pages, shownSeconds, heldSeconds }
  return heldSeconds > 0 || shownSeconds < readingSecondsOf(pages.size) ? later : turned(later, 1)
}

/** A hand turns one page on or back, round and round. */
export function turnedByHand(pages: AlarmPages, step: 1 | -1): AlarmPages {
  return doesTurn(pages) ? heldByHand(turned(pages, step)) : pages
}

/** A hand works on what is read. */
export function heldByHand(pages: AlarmPages): AlarmPages {
  return doesTurn(pages) ? { ...pages, heldSeconds: HOLD_SECONDS } : pages
}

/** A hand means this row: its page comes, and is held. */
export function broughtByHand(pages: AlarmPages, key: string): AlarmPages {
  const { behind, page, late, size } = pages
  const round = [...roundOf(pages), ...late]
  const index = round.indexOf(key)
  if (index === -1 || page.includes(key)) return heldByHand(pages)
  const pagesOn = Math.floor((index - behind.length) / size)
  return heldByHand(openAt(pages, round, Math.max(0, behind.length + pagesOn * size)))
}

/** How long a page of so many lines is read before the next one comes. */
export function readingSecondsOf(size: number): number {
  const neededSeconds = SECONDS_TO_FIND + size * SECONDS_PER_LINE
  return Math.min(MOST_READING_SECONDS, Math.max(LEAST_READING_SECONDS, neededSeconds))
}

export function doesTurn({ behind, ahead, late }: AlarmPages): boolean {
  return behind.length + ahead.length + late.length > 0
}

/** What is on the glass, from above. */
export function keysOnGlass({ standing, page }: AlarmPages): readonly string[] {
  return [...standing, ...page]
}

/** All, from what is on the glass on: who goes down row by row comes to every page. */
export function keysFromGlass({ standing, behind, page, ahead, late }: AlarmPages): readonly string[] {
  return [...standing, ...page, ...ahead, ...late, ...behind]
}

/** Of the page that is read, from 1. */
export function pageNumberOf({ behind, size }: AlarmPages): number {
  return Math.ceil(behind.length / size) + 1
}

/** How many pages there are, with what the next round will have. */
export function pageCountOf(pages: AlarmPages): number {
  const { ahead, late, size } = pages
  return pageNumberOf(pages) + Math.ceil((ahead.length + late.length) / size)
}

function turned(pages: AlarmPages, step: 1 | -1): AlarmPages {
  const { behind, page, ahead, order, size } = pages
  if (step === 1) {
    return ahead.length === 0
      ? openAt(pages, order, 0)
      : openAt(pages, roundOf(pages), behind.length + page.length)
  }
  if (behind.length > 0) return openAt(pages, roundOf(pages), Math.max(0, behind.length - size))
  return openAt(pages, order, Math.floor((order.length - 1) / size) * size)
}

/** The round with the page that begins at its row `from`. */
function openAt(pages: AlarmPages, round: readonly string[], from: number): AlarmPages {
  const to = from + pages.size
  return {
    ...pages,
    behind: round.slice(0, from),
    page: round.slice(from, to),
    ahead: round.slice(to),
    late: without(pages.order, round),
    shownSeconds: 0,
  }
}

function without(keys: readonly string[], those: readonly string[]): readonly string[] {
  const known = new Set(those)
  return keys.filter((key) => !known.has(key))
}

function roundOf({ behind, page, ahead }: AlarmPages): readonly string[] {
  return [...behind, ...page, ...ahead]
}

function standingOf(rows: readonly AlarmRow[], lines: number): Pick<AlarmPages, 'standing' | 'newest'> {
  // At least one line turns.
  const wanted = Math.max(LEAST_STANDING, Math.floor(lines / LINES_PER_STANDING))
  const count = Math.min(wanted, MOST_STANDING, Math.max(0, lines - 1))
  const first = rows.slice(0, count).map(({ key }) => key)
  const newest = newestOf(rows)?.key
  if (newest === undefined || count < LEAST_STANDING) return { standing: first, newest: undefined }
  return { standing: first.includes(newest) ? first : [...first.slice(0, -1), newest], newest }
}

/** Of those that nobody took the last announced; of several the last in the list. */
function newestOf(rows: readonly AlarmRow[]): AlarmRow | undefined {
  let newest: AlarmRow | undefined
  for (const row of rows) {
    if (row.item.state !== 'unacknowledged') continue
    if (newest === undefined || row.item.announcedMs >= newest.item.announcedMs) newest = row
  }
  return newest
}
