import { PANEL_NAMES, type Arrangement, type PanelName } from '../../domain/view/display-item.ts'

/** A window measured in the text that must be readable on it: what a scene has room for. */
export interface RoomRem {
  readonly widthRem: number
  readonly heightRem: number
}

/** What a track that shares the rest needs to hold anything: a column a map, a row a few lines. */
const LEAST_COLUMN_REM = 24
const LEAST_ROW_REM = 16
/** What takes its own height is one row of figures, as a rule. */
const LEAST_AUTO_REM = 7.3

/**
 * Of the arrangements for this shape the widest that has room. Text never shrinks to make room: where the glass is
 * small for its distance, the scene takes the arrangement that needs the least width.
 */
export function arrangementFor(
  arrangements: readonly Arrangement[],
  { widthRem, heightRem }: RoomRem,
): Arrangement | undefined {
  const aspect = widthRem / heightRem
  const byShape = [...arrangements].sort((a, b) => b.minAspect - a.minAspect)
  const shaped = byShape.filter(({ minAspect }) => minAspect <= aspect)
  const fitting = shaped.filter(({ columns }) => neededRem(columns, LEAST_COLUMN_REM) <= widthRem)
  return (
    fitting.find(({ rows }) => neededRem(rows, LEAST_ROW_REM) <= heightRem) ??
    fitting[0] ??
    byShape.toSorted(
      (a, b) => neededRem(a.columns, LEAST_COLUMN_REM) - neededRem(b.columns, LEAST_COLUMN_REM),
    )[0]
  )
}

/** The least extent of a list of grid tracks: what is fixed in rem, and room for what shares the rest. */
export function neededRem(tracks: string, flexibleRem: number): number {
  return tracksIn(tracks).reduce((sum, track) => sum + leastOf(track, flexibleRem), 0)
}

/** The same tracks as shares of a whole, for a small picture of the scene. */
export function asShares(tracks: string, wholeRem: number): string {
  const all = tracksIn(tracks)
  const flexible = all.filter((track) => track.includes('fr'))
  const fixedRem = neededRem(tracks, 0)
  const restRem = Math.max(LEAST_ROW_REM / 2, (wholeRem - fixedRem) / Math.max(1, flexible.length))
  return all.map((track) => `minmax(0, ${track.includes('fr') ? restRem : leastOf(track, 0)}fr)`).join(' ')
}

function tracksIn(tracks: string): readonly string[] {
  return tracks.match(/[\w-]+\([^)]*\)|[^\s]+/g) ?? []
}

function leastOf(track: string, flexibleRem: number): number {
  if (track === 'auto') return LEAST_AUTO_REM
  const rems = [...track.matchAll(/([\d.]+)rem/g)].map(([, rem]) => Number(rem))
  return rems.length === 0 ? flexibleRem : Math.max(...rems)
}

/** The panels of an arrangement, in one order for all scenes: a panel that stays is not built anew. */
export function panelsIn({ areas }: Arrangement): readonly PanelName[] {
  const names = new Set(areas.flatMap((row) => row.trim().split(/\s+/)))
  return PANEL_NAMES.filter((name) => names.has(name))
}

const GUEST_AREA = 'guests'
const GUEST_WIDTH_REM = 26
/** Below a scene each guest has rows of its own to show, and all of them leave the scene more than half. */
const GUEST_HEIGHT_REM = 15
const MOST_OF_HEIGHT = 0.45

/** What guests leave to the scene itself. */
export function besideGuests({ widthRem, heightRem }: RoomRem, count: number): RoomRem {
  if (widthRem > heightRem) return { widthRem: widthRem - GUEST_WIDTH_REM, heightRem }
  return { widthRem, heightRem: heightRem - belowRem(heightRem, count) }
}

function belowRem(heightRem: number, count: number): number {
  return Math.min(GUEST_HEIGHT_REM * count, Math.floor(heightRem * MOST_OF_HEIGHT))
}

/** Guests get a column of their own beside a wide scene and a row of their own below a narrow one. */
export function withGuests(
  arrangement: Arrangement,
  { widthRem, heightRem }: RoomRem,
  count: number,
): Arrangement {
  const { areas, columns, rows } = arrangement
  if (widthRem > heightRem) {
    return {
      ...arrangement,
      areas: areas.map((row) => `${row} ${/^(\s*head)+\s*$/.test(row) ? 'head' : GUEST_AREA}`),
      columns: `${columns} minmax(0, ${GUEST_WIDTH_REM}rem)`,
    }
  }
  const width = areas[0]?.trim().split(/\s+/).length ?? 1
  return {
    ...arrangement,
    areas: [...areas, Array.from({ length: width }, () => GUEST_AREA).join(' ')],
    rows: `${rows} minmax(0, ${belowRem(heightRem, count)}rem)`,
  }
}

/** What the wall cannot be believed about stands in a row of its own below the header: over a panel it would hide the age of it. */
export function withBanner(arrangement: Arrangement): Arrangement {
  const [head = 'head', ...areas] = arrangement.areas
  const [headRow = 'auto', ...rows] = tracksIn(arrangement.rows)
  const banner = head
    .trim()
    .split(/\s+/)
    .map(() => 'banner')
    .join(' ')
  return { ...arrangement, areas: [head, banner, ...areas], rows: [headRow, 'auto', ...rows].join(' ') }
}

/** As CSS has it. */
export function gridStyle({ areas, columns, rows }: Arrangement): Readonly<Record<string, string>> {
  return {
    gridTemplateAreas: areas.map((row) => `'${row.trim()}'`).join(' '),
    gridTemplateColumns: columns,
    gridTemplateRows: rows,
  }
}
