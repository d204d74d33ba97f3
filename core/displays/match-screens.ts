import type { LayoutDisplay, ScreenIdentity } from './layout.ts'

/** A screen that a host has found. What the host cannot tell is absent. */
export interface FoundScreen<K> {
  readonly key: K
  readonly label?: string
  readonly output?: string
  readonly x: number
  readonly y: number
  /** Native pixels. */
  readonly widthPx: number
  readonly heightPx: number
}

interface Pair<K> {
  readonly display: string
  readonly key: K
  readonly score: number
}

/**
 * Which screen is which display: by the strongest word that the layout gives and the host can tell; weaker words
 * decide between screens of the same name. Each screen is at most one display and each display at most one screen;
 * what is left over has no entry.
 */
export function matchScreens<K>(
  displays: readonly LayoutDisplay[],
  screens: readonly FoundScreen<K>[],
): ReadonlyMap<K, string> {
  const pairs: Pair<K>[] = displays.flatMap((display) =>
    screens.map((screen) => ({ display: display.id, key: screen.key, score: scoreOf(display, screen) })),
  )
  const byScreen = new Map<K, string>()
  const taken = new Set<string>()
  // Sorting keeps the order of equals: that of the layout, then that of the host.
  for (const { display, key, score } of pairs.toSorted((a, b) => b.score - a.score)) {
    if (score === 0 || taken.has(display) || byScreen.has(key)) continue
    byScreen.set(key, display)
    taken.add(display)
  }
  return byScreen
}

/** 0: not this screen. */
function scoreOf<K>({ screen: wanted, widthPx, heightPx }: LayoutDisplay, found: FoundScreen<K>): number {
  const identity: ScreenIdentity = wanted ?? { widthPx, heightPx }
  const label = sameName(identity.label, found.label)
  const output = sameName(identity.output, found.output)
  const position = samePair([identity.x, identity.y], [found.x, found.y])
  const size = samePair([identity.widthPx, identity.heightPx], [found.widthPx, found.heightPx])
  const strongest = label ?? output ?? and(position, size)
  if (strongest !== true) return 0
  return (label ? 8 : 0) + (output ? 4 : 0) + (position ? 2 : 0) + (size ? 1 : 0)
}

/** `undefined`: one of the two says nothing. */
function sameName(wanted: string | undefined, found: string | undefined): boolean | undefined {
  if (wanted === undefined || found === undefined || found.trim() === '') return undefined
  return wanted.trim().toLowerCase() === found.trim().toLowerCase()
}

function samePair(
  wanted: readonly [number | undefined, number | undefined],
  found: readonly [number, number],
): boolean | undefined {
  if (wanted[0] === undefined || wanted[1] === undefined) return undefined
  return wanted[0] === found[0] && wanted[1] === found[1]
}

function and(one: boolean | undefined, other: boolean | undefined): boolean | undefined {
  if (one === undefined) return other
  return other === undefined ? one : one && other
}
