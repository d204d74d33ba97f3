import type { Asker } from './request.ts'

/**
 * The display on which a page stands: the one its address names. On a wall of one display a page that names none,
 * and is no seat's, stands on that one.
 */
export function ownDisplayId(
  { displayId, seat }: Pick<Asker, 'displayId' | 'seat'>,
  displayIds: readonly string[],
): string | undefined {
  if (displayId !== undefined) return displayId
  return seat === undefined && displayIds.length === 1 ? displayIds[0] : undefined
}
